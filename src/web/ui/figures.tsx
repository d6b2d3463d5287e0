import type { Figure } from '../../core/view/headline.ts'

/** The one large figure of a screen, with the line that explains it. */
export const Hero = ({ figure, label }: Figure) => (
  <div>
    {figure !== '' && <p className="-ml-[3px] whitespace-nowrap text-hero">{figure}</p>}
    <p className="mt-1 text-[17px]/[26px]">{label}</p>
  </div>
)

/** The few figures beside it, each with what it is. Two share the room of four. */
export const Figures = ({ figures }: { readonly figures: readonly Figure[] }) => (
  <ul
    className={`grid grid-cols-[repeat(2,minmax(min-content,1fr))] gap-x-4 gap-y-4 sm:gap-x-6 ${figures.length > 2 ? 'sm:grid-cols-[repeat(4,minmax(min-content,1fr))]' : ''}`}
  >
    {figures.map(({ figure, label }) => (
      <li key={label} className="border-t border-rule pt-3">
        <span className="block text-figure [overflow-wrap:normal]">{figure}</span>
        <span className="mt-1 block text-note leading-[18px] text-ink-2">{label}</span>
      </li>
    ))}
  </ul>
)
