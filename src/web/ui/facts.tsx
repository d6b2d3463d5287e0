import type { ReactNode } from 'react'

/** What is known of one thing, line by line. */
export const Facts = ({ children }: { readonly children: ReactNode }) => <dl className="mb-6">{children}</dl>

/** One line of it: what it is at the left, its figure at the right. */
export const Fact = ({ name, children }: { readonly name: string; readonly children: ReactNode }) => (
  <div className="flex flex-wrap justify-between gap-x-6 border-t border-rule py-2 text-cell">
    <dt className="text-ink-2">{name}</dt>
    <dd className="min-w-0 font-semibold">{children}</dd>
  </div>
)
