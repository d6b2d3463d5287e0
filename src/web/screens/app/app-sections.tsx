import { columnOfDurations, formatInstant, formatYear, noFigure } from '../../../core/format.ts'
import { weekStartOf } from '../../../core/ranges.ts'
import { textsOf } from '../../../core/texts/texts.ts'
import { toLabel } from '../../../core/view/label.ts'
import { useRange } from '../../data/range.ts'
import { useSelf } from '../../data/self.ts'
import { DaysChart } from '../../report/days-chart.tsx'
import { HeatMap } from '../../report/heat-map.tsx'
import type { Column } from '../../ui/column.ts'
import { Section } from '../../ui/section.tsx'
import { Table } from '../../ui/table.tsx'
import { appWords } from '../../words/app.ts'
import { useLocale, useWords } from '../../words/words.ts'
import { AppMonths } from './app-months.tsx'
import { type AppAnswer, daysSoFar, isActiveKnown, toDaysPicture, toHeatPicture } from './pictures.ts'

interface Props {
  readonly answer: AppAnswer
}

const two = 'xl:grid xl:grid-cols-[minmax(0,1fr)_minmax(0,1fr)] xl:gap-x-10'

/** What is known of an app, in pictures and tables. */
export const AppSections = ({ answer }: Props) => (
  <>
    <Days answer={answer} />
    {answer.months.length > 0 && <AppMonths answer={answer} />}
    <div className={two}>
      <When answer={answer} />
      <div>
        {answer.devices.length > 0 && <Devices answer={answer} />}
        {answer.versions.length > 0 && <Versions answer={answer} />}
      </div>
    </div>
    <Titles answer={answer} />
  </>
)

function Days({ answer }: Props) {
  const words = useWords(appWords)
  const locale = useLocale()
  const { range } = useRange()
  const picture = range.unit === 'year' ? undefined : toDaysPicture(answer, locale, words)
  if (!picture) return null
  return (
    <Section title={words.dayTitle} caption={isActiveKnown(answer) ? words.dayCaption : words.dayCaptionFront}>
      <DaysChart picture={picture} days={daysSoFar(answer)} />
    </Section>
  )
}

function When({ answer }: Props) {
  const words = useWords(appWords)
  const locale = useLocale()
  const { weekStart } = useSelf()
  const { range } = useRange()
  const { unit, missing } = textsOf(locale).when
  const picture = toHeatPicture(answer, locale, { ...words, unit, missing }, weekStartOf(range, weekStart))
  if (!picture) return null
  return (
    <Section title={words.when} caption={words.whenCaption}>
      <HeatMap picture={picture} />
    </Section>
  )
}

function Devices({ answer }: Props) {
  const words = useWords(appWords)
  const locale = useLocale()
  const texts = textsOf(locale).apps
  const { devices } = answer
  const active = columnOfDurations(Math.max(0, ...devices.map(({ activeMs }) => activeMs ?? 0)), locale)
  const running = columnOfDurations(Math.max(0, ...devices.map(({ runningMs }) => runningMs)), locale)
  const columns: Column<AppAnswer['devices'][number]>[] = [
    { id: 'name', head: words.computer, names: true, cell: ({ name }) => <bdi>{toLabel(name, 60)}</bdi> },
    {
      ...{ id: 'active', head: texts.active, align: 'right' },
      cell: ({ activeMs }) => (activeMs === null ? noFigure : active(activeMs)),
    },
    { id: 'running', head: texts.running, align: 'right', quiet: true, cell: ({ runningMs }) => running(runningMs) },
    {
      ...{ id: 'last', head: words.lastUsed, align: 'right', spare: true, quiet: true },
      cell: ({ lastDay }) => formatYear(lastDay, locale),
    },
  ]
  return (
    <Section title={words.computers}>
      <Table label={words.computers} columns={columns} rows={devices} rowKey={({ id }) => id} />
    </Section>
  )
}

function Versions({ answer }: Props) {
  const words = useWords(appWords)
  const locale = useLocale()
  const { zone } = useSelf()
  const at = (instant: number) => formatInstant(instant, locale, zone, 'year').split(',')[0]
  const columns: Column<AppAnswer['versions'][number]>[] = [
    {
      ...{ id: 'version', head: words.version, names: true },
      cell: ({ version, device }) => (
        <>
          {version === null ? words.noVersion : toLabel(version, 40)}
          <span className="block text-note font-normal text-ink-2">
            <bdi>{toLabel(device, 60)}</bdi>
          </span>
        </>
      ),
    },
    { id: 'from', head: words.from, align: 'right', spare: true, quiet: true, cell: ({ firstAt }) => at(firstAt) },
    { id: 'to', head: words.to, align: 'right', quiet: true, cell: ({ lastAt }) => at(lastAt) },
  ]
  return (
    <Section title={words.versions}>
      <Table
        label={words.versions}
        columns={columns}
        rows={answer.versions}
        rowKey={({ device, version, firstAt }) => `${device} ${version} ${firstAt}`}
      />
    </Section>
  )
}

function Titles({ answer: { titles, titlesAre } }: Props) {
  const words = useWords(appWords)
  const locale = useLocale()
  const { zone } = useSelf()
  const texts = textsOf(locale).apps
  const format = columnOfDurations(titles[0]?.foregroundMs ?? 0, locale)
  const columns: Column<AppAnswer['titles'][number]>[] = [
    { id: 'title', head: words.title, names: true, cell: ({ title }) => <bdi>{toLabel(title, 200)}</bdi> },
    { id: 'time', head: texts.foreground, align: 'right', cell: ({ foregroundMs }) => format(foregroundMs) },
    {
      ...{ id: 'last', head: words.to, align: 'right', quiet: true, spare: true },
      cell: ({ lastAt }) => formatInstant(lastAt, locale, zone),
    },
  ]
  return (
    <Section title={words.titles} {...(titles.length > 0 && { caption: words.titlesCaption })}>
      {titles.length > 0 ? (
        <Table label={words.titles} columns={columns} rows={titles} rowKey={({ title }) => title} />
      ) : (
        <p className="text-note text-ink-2">{titlesAre === 'withheld' ? words.titlesWithheld : words.titlesNone}</p>
      )}
    </Section>
  )
}
