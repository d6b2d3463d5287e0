import { formatCount, formatDuration, formatList } from '../../../core/format.ts'
import { textsOf } from '../../../core/texts/texts.ts'
import { excusedReasons, type GapReason } from '../../../core/usage.ts'
import { toLabel } from '../../../core/view/label.ts'
import { formatClock } from '../../data/instant.ts'
import { appName } from '../../data/names.ts'
import { Button } from '../../ui/button.tsx'
import { Section } from '../../ui/section.tsx'
import { type Mark, Timeline } from '../../ui/timeline.tsx'
import { dayWords } from '../../words/day.ts'
import { useLocale, useWords } from '../../words/words.ts'
import { LeftOut } from './left-out.tsx'
import { coloredApps, colorsOf, type DayAnswer, isPictured, ticksOf } from './span.ts'
import type { Looking } from './use-span.ts'

interface Props {
  readonly answer: DayAnswer
  /** Not only the part that is looked at. */
  readonly whole: DayAnswer
  readonly looking: Looking
}

/** What was in front and who was there, on each computer. */
export function DayTimeline({ answer, whole, looking }: Props) {
  const words = useWords(dayWords)
  const { span, look } = looking
  const { zone } = answer
  const caption = (
    <>
      {words.timelineCaption(zone)}
      <span className="pointer-coarse:hidden">{words.wipe}</span>
    </>
  )
  return (
    <Section title={words.timeline} caption={caption} beside={<Zoom looking={looking} />}>
      <Timeline
        span={span}
        ticks={ticksOf(span, zone).map((at) => ({ at, label: formatClock(at, zone) }))}
        onSelect={look}
        onMove={looking.move}
        rows={useRows(answer, whole)}
      />
      <Legend answer={answer} />
      <LeftOut answer={whole} />
    </Section>
  )
}

function Zoom({ looking }: { readonly looking: Looking }) {
  const words = useWords(dayWords)
  const atEnd = looking.span.end - looking.span.start >= looking.day.end - looking.day.start
  return (
    <div className="no-print flex flex-wrap gap-2">
      <Button small aria-label={words.earlier} onClick={() => looking.move(-1)} disabled={atEnd}>
        ‹
      </Button>
      <Button small onClick={looking.closer}>
        {words.closer}
      </Button>
      <Button small onClick={looking.wider} disabled={atEnd}>
        {words.wider}
      </Button>
      <Button small onClick={looking.whole} disabled={atEnd}>
        {words.whole}
      </Button>
      <Button small aria-label={words.later} onClick={() => looking.move(1)} disabled={atEnd}>
        ›
      </Button>
    </div>
  )
}

function useRows(answer: DayAnswer, whole: DayAnswer) {
  const words = useWords(dayWords)
  const locale = useLocale()
  const { zone, apps } = answer
  const colors = colorsOf(whole)
  const pictured = new Set(whole.devices.filter(isPictured).map(({ id }) => id))
  const reasons: Readonly<Record<string, string>> = { ...textsOf(locale).gaps.reasons, unknown: words.unknown }
  const at = ({ start, end }: { start: number; end: number }) => `${formatClock(start, zone)}–${formatClock(end, zone)}`
  const rows = answer.devices.filter(({ id }) => pictured.has(id))
  return rows.map((device) => {
    const missing = device.gaps.filter(({ reason }) => !excusedReasons.has(reason as GapReason))
    const gaps = missing.map(
      (gap): Mark => ({ ...gap, look: 'missing', title: `${at(gap)} · ${words.missing}: ${reasons[gap.reason]}` }),
    )
    const windows = device.windows.map((one): Mark => {
      const name = appName(apps[one.app]!)
      const title = one.title === undefined ? '' : ` · ${toLabel(one.title, 80)}`
      const others = one.others === undefined ? '' : ` ${words.others(formatCount(one.others, locale))}`
      return {
        ...{ start: one.start, end: one.end, look: 'app', color: colors.get(apps[one.app]!.key) ?? coloredApps },
        ...{ title: `${at(one)} · ${name}${others}${title}`, text: name },
      }
    })
    const presence = device.presence.map(
      (one): Mark => ({ ...one, look: one.state, title: `${at(one)} · ${words.states[one.state]}` }),
    )
    const longest = device.inFront
      .slice(0, coloredApps)
      .map(({ app, ms }) => `${appName(apps[app]!)} ${formatDuration(ms, locale)}`)
    const front = longest.length > 0 ? formatList(longest, locale) : words.nothingInFront
    const lacking = missing.length > 0 ? words.missingAt(formatList(missing.map(at), locale)) : ''
    return {
      ...{
        id: device.id,
        name: toLabel(device.name, 60),
        lanes: [
          [...windows, ...gaps],
          [...presence, ...gaps],
        ],
      },
      alternative: words.alternative(toLabel(device.name, 60), front) + lacking,
    }
  })
}

/** What the lower line shows, and only what it does show. */
function Legend({ answer }: { readonly answer: DayAnswer }) {
  const words = useWords(dayWords)
  const seen = new Set(answer.devices.flatMap(({ presence }) => presence.map(({ state }) => state)))
  const lacks = answer.devices.some(({ gaps }) => gaps.some(({ reason }) => !excusedReasons.has(reason as GapReason)))
  return (
    <ul className="mt-3 flex flex-wrap gap-x-5 gap-y-1 text-note text-ink-2" aria-hidden="true">
      {(['active', 'watching', 'idle', 'locked', 'paused'] as const)
        .filter((state) => seen.has(state))
        .map((state) => (
          <li key={state} className="flex items-center gap-2">
            <i className={`mark-key ${state}`} />
            {words.states[state]}
          </li>
        ))}
      {lacks && (
        <li className="flex items-center gap-2">
          <i className="mark-key missing" />
          {words.missing}
        </li>
      )}
    </ul>
  )
}
