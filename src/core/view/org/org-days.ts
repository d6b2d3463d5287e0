import { formatCount, formatDayOfMonth } from '../../format.ts'
import type { OrgReport } from '../../report/org-report.ts'
import type { Rich } from '../../texts/language.ts'
import { textsOf } from '../../texts/texts.ts'
import { toBarDay } from '../bar-day.ts'
import type { DayBar, DaysPicture } from '../picture.ts'
import type { Section } from '../section.ts'
import type { OrgTelling } from './org-telling.ts'

type OrgDay = OrgReport['days'][number]

/** The month day by day: how many computers recorded, and of how many it was due. */
export function toOrgDaysSection(telling: OrgTelling): Section {
  const { words, report } = telling
  return {
    name: 'month',
    title: words.days.title,
    subtitle: words.days.subtitle({ total: report.devices.total }),
    picture: toPicture(telling),
    columns: [],
    rows: [],
    sentences: sayDays(telling),
  }
}

const isKnown = ({ recording, due }: OrgDay) => recording > 0 || due > 0

/** Computers can be more than were due: one may record that nobody expected. */
const tallOf = ({ recording, due }: OrgDay) => Math.max(recording, due)

function toPicture({ report, words, locale }: OrgTelling): DaysPicture {
  const days = report.days.map((day): DayBar => {
    const { recording, due } = day
    return {
      ...toBarDay(day.day, locale),
      value: recording > 0 ? recording : null,
      hatchedTo: due > recording ? due : 0,
      figure: recording > 0 ? formatCount(recording, locale) : '',
    }
  })
  const most = Math.max(1, ...report.days.map(tallOf))
  const largest = report.days.reduce(
    (best, { recording }, i) => (recording > report.days[best]!.recording ? i : best),
    0,
  )
  const has = (isWeekend: boolean) => days.some(({ value, weekend }) => value !== null && weekend === isWeekend)
  const { month } = textsOf(locale)
  const spoken = report.days.flatMap((day) =>
    isKnown(day) ? [`${Number(day.day.slice(8))}:\u00a0${words.days.of(day)}`] : [],
  )
  return {
    kind: 'days',
    stacked: true,
    days,
    largest,
    ticks: toTicks(most).map((at) => ({ at, label: formatCount(at, locale) })),
    legend: {
      ...(has(false) && { weekday: month.weekday }),
      ...(has(true) && { weekend: month.weekend }),
      ...(days.some(({ hatchedTo }) => hatchedTo > 0) && { missing: words.days.silent }),
    },
    alternative: `${words.days.picture} ${words.days.byDay(spoken.join('; '))}`,
  }
}

/** Two lines at most, at whole numbers that people count in: 1, 2, 5 and their tens. */
function toTicks(most: number): number[] {
  const power = 10 ** Math.floor(Math.log10(most))
  const step = [1, 2, 5, 10, 20, 50].map((n) => (n * power) / 10).find((n) => n >= 1 && most / n < 3)!
  return Array.from({ length: Math.floor(most / step) }, (_, i) => (i + 1) * step)
}

function sayDays({ report, words, locale }: OrgTelling): Rich[] {
  const known = report.days.filter(isKnown)
  if (known.length === 0) return []
  const most = known.reduce((best, day) => (day.recording > best.recording ? day : best))
  const lack = ({ recording, due }: OrgDay) => due - recording
  const worst = known.reduce((most, day) => (lack(day) > lack(most) ? day : most))
  const day = (each: OrgDay) => formatDayOfMonth(each.day, locale)
  return [
    [
      ...words.days.most({ day: day(most), recording: most.recording }),
      ' ',
      ...(lack(worst) > 0
        ? words.days.missing({ day: day(worst), recording: worst.recording, due: worst.due })
        : [words.days.every]),
    ],
  ]
}
