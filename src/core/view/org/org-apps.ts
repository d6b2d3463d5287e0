import { columnOfDurations, formatCount, noFigure } from '../../format.ts'
import { columnOfChanges } from '../../format-differences.ts'
import type { OrgApp, Withheld } from '../../report/org-report.ts'
import type { Rich } from '../../texts/language.ts'
import { type Column, type Row, type Section, sum } from '../section.ts'
import { nameOf } from '../view-apps.ts'
import type { OrgTelling } from './org-telling.ts'

const shownApps = 15

const figureOf = (value: Withheld<number | null> | undefined): number | undefined =>
  typeof value === 'number' ? value : undefined

/** What everyone together used, by how many people; of fewer than five nothing is told. */
export function toOrgAppsSection(telling: OrgTelling): Section[] {
  const { report, words } = telling
  if (report.apps.length === 0) return []
  const shown = report.apps.slice(0, shownApps)
  const figures = toFigures(telling, shown)
  const rest = report.apps.slice(shownApps)
  const most = Math.max(1, ...shown.map(({ people }) => figureOf(people) ?? 0))
  return [
    {
      name: 'people',
      title: words.apps.title,
      subtitle: words.apps.subtitle,
      columns: [{ head: words.apps.name, align: 'left' }, ...figures.map(({ column }) => column)],
      rows: [
        ...shown.map((app): Row => {
          const people = figureOf(app.people)
          return {
            kind: 'item',
            cells: [nameOf(app), ...figures.map(({ of }) => of(app))],
            ...(people !== undefined && { share: people / most }),
          }
        }),
        ...(rest.length > 0 ? [toRest(rest, telling, figures.length)] : []),
      ],
      sentences: [],
      notes: sayMeaning(telling, shown),
    },
  ]
}

interface AppFigure {
  readonly column: Column
  of(app: OrgApp): string
}

function toFigures(
  { words: { apps: words }, locale, previous, before }: OrgTelling,
  shown: readonly OrgApp[],
): AppFigure[] {
  const told = (value: Withheld<number | null>, format: (value: number) => string) =>
    value === 'withheld' ? words.withheld : value === null ? noFigure : format(value)
  const largest = (of: (app: OrgApp) => number) => Math.max(0, ...shown.map(of))
  const active = columnOfDurations(
    largest(({ activeMs }) => figureOf(activeMs) ?? 0),
    locale,
  )
  const running = columnOfDurations(
    largest(({ runningMs }) => runningMs),
    locale,
  )
  const isActiveKnown = shown.some(({ activeMs }) => activeMs !== null)
  const change = columnOfChanges(
    largest((app) => Math.abs(changeOf(app) ?? 0)),
    locale,
  )
  return [
    {
      column: { head: words.people, align: 'right', strong: true },
      of: ({ people }) => told(people, (count) => formatCount(count, locale)),
    },
    {
      column: { head: words.computers, align: 'right', spare: true },
      of: ({ devices }) => formatCount(devices, locale),
    },
    ...(isActiveKnown
      ? [
          {
            column: { head: words.active, align: 'right' as const },
            of: ({ activeMs }: OrgApp) => told(activeMs, active),
          },
        ]
      : [
          {
            column: { head: words.running, align: 'right' as const },
            of: ({ runningMs }: OrgApp) => running(runningMs),
          },
        ]),
    ...(isActiveKnown && previous
      ? [
          {
            column: { head: words.against(before('short')), align: 'right' as const, spare: true as const },
            of: (app: OrgApp) => {
              const ms = changeOf(app)
              if (ms !== undefined) return change(ms)
              return app.activeMs === 'withheld' || app.previous?.activeMs === 'withheld' ? words.withheld : noFigure
            },
          },
        ]
      : []),
  ]
}

/** Undefined where one of the two is withheld or unknown: a difference would tell it. */
function changeOf({ activeMs, previous }: OrgApp): number | undefined {
  const [now, then] = [figureOf(activeMs), figureOf(previous?.activeMs)]
  return now === undefined || then === undefined ? undefined : now - then
}

/** People of several apps are not added: one uses many. */
function toRest(rest: readonly OrgApp[], { words, locale }: OrgTelling, figures: number): Row {
  const known = rest.flatMap(({ activeMs }) => figureOf(activeMs) ?? [])
  const isComplete = known.length === rest.length
  const ms = sum(known, (each) => each)
  return {
    kind: 'rest',
    cells: [
      words.apps.others(rest.length),
      ...Array.from({ length: figures }, (_, i) =>
        i === 2 && isComplete ? columnOfDurations(Math.max(ms, 3_600_000), locale)(ms) : noFigure,
      ),
    ],
  }
}

function sayMeaning({ words }: OrgTelling, shown: readonly OrgApp[]): Rich[] {
  const withheld = shown.some((app) => [app.people, app.activeMs, app.previous?.activeMs].includes('withheld'))
  return [[words.apps.meaning], ...(withheld ? [[words.apps.why]] : [])]
}
