import type { SharesPicture } from '../../core/view/picture.ts'

/** Colours of parts of a whole there are; what has a higher number has the last one's. */
const lastColor = 5

export const colorOf = (color: number): string => `var(--cat-${Math.min(color, lastColor)})`

/** A whole and its parts, in the order of their size; the table below says what each is. */
export const SharesBar = ({ picture: { parts, alternative } }: { readonly picture: SharesPicture }) => (
  <div className="flex h-5 gap-[2px]" role="img" aria-label={alternative}>
    {parts.map(({ name, share, color }) => (
      <i key={name} className="min-w-px" style={{ width: `${share * 100}%`, background: colorOf(color) }} />
    ))}
  </div>
)
