import { Command } from 'commander'
import { formatCount, formatDuration, formatInstant, formatMemory, formatPercent } from '../../core/format.ts'
import type { Locale } from '../../core/texts/language.ts'
import { textsOf } from '../../core/texts/texts.ts'
import { minuteMs } from '../../core/time.ts'
import { type AgentStatus, type OwnCost, readAgentStatus } from '../agent-state.ts'
import type { Cli } from '../cli.ts'
import type { Config } from '../config-shape.ts'
import { examples } from '../help.ts'
import { readJournal } from '../journal-reader.ts'
import { sayUntold } from '../notice.ts'
import { sayPolicyStatus } from '../policy-state.ts'
import { formatBytes } from '../sizes.ts'
import { statusWordsOf } from '../words/status-words.ts'
import { wordsOf } from '../words.ts'

/** `usage-audit agent status`: what is watched, stored and sent, what waits, what recording itself costs. */
export const statusCommand = (cli: Cli): Command =>
  new Command('status')
    .description('show whether recording works, what waits to be uploaded, and what recording costs')
    .action(async () => {
      const config = await cli.config()
      const status = await readJournal(cli, (db) => readAgentStatus(cli, config, db))
      if (cli.json) return cli.printJson(status)
      const rows = [...sayRecording(status, config), ...sayStored(status, config)]
      cli.print(rows, (row) => row, { fit: { column: 1, by: 'wrapping' } })
    })
    .addHelpText('after', examples('usage-audit agent status', 'usage-audit agent status --json'))

type Row = readonly [name: string, value: string]

const instantIn = ({ reports: { locale, zone } }: Config) => {
  const { never } = wordsOf(locale).status
  return (at: number | null) => (at ? formatInstant(at, locale, zone, 'year') : never)
}

/** Whether and how it is recorded, and what was not. */
function sayRecording(status: AgentStatus, config: Config): Row[] {
  const { locale } = config.reports
  const { status: words, recording, notice } = wordsOf(locale)
  const { state, paused, standstill } = recording
  const more = statusWordsOf(locale)
  const instant = instantIn(config)
  const { today, pace } = status
  const coverage = today.dueMs === 0 ? '' : ` (${formatPercent(today.recordedMs / today.dueMs, locale)})`
  const { reasons } = textsOf(locale).gaps
  const gaps = entries(today.gaps).map(([reason, ms]): Row => ['', sayLost(ms, reasons[reason], locale)])
  const missing = entries(status.missing)
  return [
    [words.agent, sayAgent(status, locale)],
    ...only(status.paused, ({ until }): Row => ['', paused(until === null ? null : instant(until))]),
    ...(status.diskFull ? [[words.problem, state.diskFull] as const] : []),
    ...(status.outsideHours ? [['', standstill({ reason: 'outside_hours', why: '' })] as const] : []),
    ...sayPolicyStatus(status.policy, locale),
    ...only(sayUntold(config, status.untold) ?? null, (untold): Row => [notice.label, untold]),
    ...(status.pid === null ? [] : [[more.desktop, sayPresence(status, config)] as const]),
    ...only(status.pid === null ? null : pace, (known): Row => [more.sampling, sayPace(known, locale)]),
    [words.lastSample, instant(status.known.end)],
    [words.today, `${formatDuration(today.recordedMs, locale)}${coverage}`],
    ...gaps.map(([, text], i): Row => [i === 0 ? more.notRecorded : '', text]),
    ...missing.map(([reason, ms]): Row => [state.missing, sayLost(ms, state.reasons[reason], locale)]),
    ...status.setAside.map((file): Row => [state.setAside, file]),
  ]
}

/** What the server has, what waits, and what all of it costs. */
function sayStored(status: AgentStatus, config: Config): Row[] {
  const { locale } = config.reports
  const { status: words } = wordsOf(locale)
  const more = statusWordsOf(locale)
  const instant = instantIn(config)
  const { upload, clock, failingSince } = status
  const refused = Object.entries(status.refused).map(([code, n]) => `${code} ${formatCount(n, locale)}`)
  const since = failingSince === null ? '' : ` (${more.since(instant(failingSince))})`
  const isClockOff = clock !== null && Math.abs(clock.aheadMs) > minuteMs
  return [
    [words.server, status.server ?? words.none],
    ...(upload.error ? [[words.problem, `${upload.error}${since}`] as const] : []),
    [words.uploaded, instant(upload.succeededAt)],
    [words.waiting, words.rows(formatCount(status.waiting, locale))],
    ...(refused.length > 0 ? [[words.refused, refused.join(', ')] as const] : []),
    ...(isClockOff ? [[more.clock, more.clockOff(clock.aheadMs)] as const] : []),
    ...only(isTelling(status.self) ? status.self : null, (cost): Row => [words.self, sayCost(cost, locale)]),
    [words.journal, formatMemory(status.journalKiB, locale)],
  ]
}

/** A start costs more than a minute of recording: a share of less than that says nothing. */
const isTelling = (cost: OwnCost | null) => cost !== null && cost.meteredMs >= minuteMs

const entries = <Name extends string>(figures: Partial<Readonly<Record<Name, number>>>) =>
  Object.entries(figures) as [Name, number][]

const only = <T>(given: T | null, say: (given: T) => Row): Row[] => (given === null ? [] : [say(given)])

const sayLost = (ms: number, reason: string, locale: Locale) => `${formatDuration(ms, locale)}: ${reason}`

function sayAgent({ pid, paused, diskFull, outsideHours, policy }: AgentStatus, locale: Locale): string {
  const { status: words, recording } = wordsOf(locale)
  if (pid === null) return words.notRunning
  return paused || policy?.paused || diskFull || outsideHours ? recording.state.notRecording(pid) : words.running(pid)
}

function sayPresence({ presence: { source, watched }, paused }: AgentStatus, { agent, reports }: Config): string {
  const words = statusWordsOf(reports.locale)
  if (agent.presenceMs === undefined) return words.unwatched.off
  // Lock and sleep are the session's to tell, with or without a desktop.
  const desktop = source
    ?.split(' + ')
    .filter((name) => name !== 'session')
    .join(' + ')
  if (!desktop && watched.length === 0) return words.unwatched.none
  if (paused) return words.unwatched.paused
  if (watched.length === 0) return words.unwatched.silent(desktop ?? '')
  return `${desktop || source}: ${watched.map((each) => words.watched[each]).join(', ')}`
}

function sayPace({ sampleMs, why }: NonNullable<AgentStatus['pace']>, locale: Locale): string {
  const words = statusWordsOf(locale)
  const every = words.every(formatDuration(sampleMs, locale))
  return why === null ? every : `${every}: ${words.burdens[why]}`
}

/** `0.13% of one core (budget 0.25%) · 71 MB (at most 74 MB) · 1.2 MB written · 34 kB sent` */
function sayCost(cost: OwnCost, locale: Locale): string {
  const words = statusWordsOf(locale)
  const share = (of: number) => new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 2 }).format(of)
  const measure = cost.cpuShareBudget === null ? words.withServer : words.budget(share(cost.cpuShareBudget))
  return [
    `${words.cpu(share(cost.cpuShare))} (${measure})`,
    `${formatMemory(cost.memoryMeanKiB, locale)} (${words.atMost(formatMemory(cost.memoryPeakKiB, locale))})`,
    ...(cost.writtenBytes === null ? [] : [words.written(formatBytes(cost.writtenBytes, locale))]),
    words.sent(formatBytes(cost.sentBytes, locale)),
  ].join(' · ')
}
