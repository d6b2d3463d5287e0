import { type ReactNode, useId } from 'react'
import { useNarrow } from './use-narrow.ts'

interface SectionProps {
  readonly title: string
  /** One line under the title: what the figures below are. */
  readonly caption?: ReactNode
  /** Beside the title: a link, a switch. */
  readonly beside?: ReactNode
  readonly className?: string
  readonly children: ReactNode
}

/** A part of a screen: a rule, a title, and what belongs to it. */
export function Section({ title, caption, beside, className = '', children }: SectionProps) {
  const id = useId()
  return (
    <section aria-labelledby={id} className={`mb-10 min-w-0 border-t border-axis pt-3 ${className}`}>
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <h2 id={id} className="text-title">
          {title}
        </h2>
        {/* On a phone what is beside the title would part it from its caption: there it stands below both. */}
        {caption !== undefined && <p className="basis-full text-note text-ink-2 sm:order-1">{caption}</p>}
        {beside !== undefined && (
          <div className={`text-note ${caption === undefined ? '' : 'mt-2 sm:mt-0'}`}>{beside}</div>
        )}
      </div>
      <Inside labelledBy={id}>{children}</Inside>
    </section>
  )
}

/** Where even a few columns are wider than the screen, the table goes sideways and the page does not. */
function Inside({ labelledBy, children }: { readonly labelledBy: string; readonly children: ReactNode }) {
  if (!useNarrow('tiny')) return <div className="mt-4">{children}</div>
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: who has only keys must be able to move it sideways
    // biome-ignore lint/a11y/useSemanticElements: no fields are grouped here
    <div role="group" aria-labelledby={labelledBy} tabIndex={0} className="mt-4 overflow-x-auto">
      {children}
    </div>
  )
}

/** The one or two sentences that say what a picture shows best. */
export const Says = ({ quiet = false, children }: { readonly quiet?: boolean; readonly children: ReactNode }) => (
  <p className={`max-w-(--measure) text-ink-2 [&_strong]:text-ink ${quiet ? 'mt-2 text-note' : 'mt-4 text-body'}`}>
    {children}
  </p>
)
