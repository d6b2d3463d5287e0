import { formatDay, formatList } from '../../../core/format.ts'
import { Says, Section } from '../../ui/section.tsx'
import { counted } from '../../words/count.ts'
import { deviceWords } from '../../words/device.ts'
import { useLocale, useWords } from '../../words/words.ts'
import { type DayCell, missingDays, whole } from './days.ts'

const namedDays = 4

/** How much of each of the last thirty days is known: a bar in front of a hatch. */
export function DaysStrip({ cells }: { readonly cells: readonly DayCell[] }) {
  const words = useWords(deviceWords)
  const locale = useLocale()
  const missing = missingDays(cells)
  const named = missing.slice(0, namedDays).map((day) => formatDay(day, locale))
  const rest = missing.length - named.length
  const list = rest > 0 ? [...named, words.more(counted(locale, rest, words.day, words.dayPlural))] : named
  const said = missing.length > 0 ? words.daysMissing(formatList(list, locale)) : words.daysWhole
  const kinds = new Set(cells.map(({ kind, share }) => (kind === 'recorded' && share < whole ? 'unknown' : kind)))
  return (
    <Section title={words.days} caption={words.daysCaption}>
      <div className="strip" role="img" aria-label={said}>
        {cells.map(({ day, kind, share }) => (
          <span key={day} className={kind}>
            {(kind === 'recorded' || kind === 'unknown') && <b />}
            {kind === 'recorded' && <i style={{ height: `${share * 100}%` }} />}
          </span>
        ))}
      </div>
      <p className="mt-2 flex justify-between text-label text-ink-3" aria-hidden="true">
        <span>{formatDay(cells[0]!.day, locale, 'short')}</span>
        <span>{formatDay(cells.at(-1)!.day, locale, 'short')}</span>
      </p>
      <ul className="strip-key" aria-hidden="true">
        <li className="recorded">{words.recorded}</li>
        {kinds.has('unknown') && <li className="unknown">{words.unknown}</li>}
        {kinds.has('off') && <li className="off">{words.off}</li>}
      </ul>
      <Says quiet>{said}</Says>
    </Section>
  )
}
