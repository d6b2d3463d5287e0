import type { ReactNode } from 'react'

/** What a part of a screen comes to at present, in a sentence: it is read before anything is changed. */
export const Lead = ({ children }: { readonly children: ReactNode }) => (
  <p className="mb-10 max-w-[46rem] text-[22px]/[32px] font-light text-balance sm:text-[28px]/[38px]">{children}</p>
)
