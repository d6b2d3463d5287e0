import type { ReactNode } from 'react'

interface NoticeProps {
  readonly title?: string
  /** What needs a look, or only what is worth knowing. */
  readonly tone?: 'look' | 'plain'
  readonly children: ReactNode
}

/** A word in the way, for what matters before one goes on. */
export const Notice = ({ title, tone = 'plain', children }: NoticeProps) => (
  <div
    role="note"
    className={`mb-6 border-l-4 px-4 py-3 text-cell ${tone === 'look' ? 'border-attn bg-attn-soft' : 'border-data bg-ground'}`}
  >
    {title !== undefined && <p className="mb-1 font-semibold">{title}</p>}
    <div className="max-w-(--measure) text-ink">{children}</div>
  </div>
)

/** Where there is nothing: what that means, and what to do. */
export const Empty = ({ title, children }: { readonly title: string; readonly children?: ReactNode }) => (
  <div className="max-w-(--measure) py-2">
    <p className="text-[17px]/[26px]">{title}</p>
    {children !== undefined && <div className="mt-2 text-body text-ink-2">{children}</div>}
  </div>
)

/** A word or two beside a name. */
export const Tag = ({
  tone = 'plain',
  children,
}: {
  readonly tone?: 'look' | 'plain'
  readonly children: ReactNode
}) => (
  <span className={`whitespace-nowrap text-label ${tone === 'look' ? 'font-semibold text-attn' : 'text-ink-3'}`}>
    {children}
  </span>
)
