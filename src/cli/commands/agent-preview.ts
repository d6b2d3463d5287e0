import { Command, Option } from 'commander'
import { formatCpu, formatDuration, formatMemory } from '../../core/format.ts'
import { allRules } from '../../core/privacy.ts'
import { offsetAt, secondMs } from '../../core/time.ts'
import type { Cli } from '../cli.ts'
import type { Config } from '../config-shape.ts'
import { durationFlag } from '../flags.ts'
import { examples } from '../help.ts'
import { findWithheld, sayUntold } from '../notice.ts'
import { toSafe } from '../output.ts'
import { readPolicyStatus, sayPolicyStatus } from '../policy-state.ts'
import { type Preview, type PreviewWindow, watchForPreview } from '../preview.ts'
import { toSettings } from '../privacy-side.ts'
import { clip } from '../text-width.ts'
import { policyWordsOf } from '../words/policy-words.ts'
import { wordsOf } from '../words.ts'

/** `usage-audit agent preview`: what would be stored now under the present rules, and which of them had a say in it. */
export const previewCommand = (cli: Cli): Command =>
  new Command('preview')
    .description('watch for a while and show what would be stored under the present settings; stores nothing')
    .addOption(new Option('--for <duration>', 'how long').argParser(durationFlag(2)).default(10 * secondMs, '10s'))
    .action(async (flags: { readonly for: number }) => {
      const stopping = cli.stopping()
      const config = await cli.config()
      const { locale } = config.reports
      cli.stderr.write(`${wordsOf(locale).preview.watching(formatDuration(flags.for, locale))}\n`)
      const preview = await watchForPreview(cli, config, flags.for, stopping)
      const untold = findWithheld(cli, config)
      if (cli.json) return cli.printJson({ ...preview, untold, policy: readPolicyStatus(cli) })
      print(cli, config, preview)
      const sentence = sayUntold(config, untold)
      if (sentence) cli.write(`\n${wordsOf(locale).notice.label}: ${sentence}`)
      for (const [name, value] of sayPolicyStatus(readPolicyStatus(cli), locale)) cli.write(`${name}: ${value}`)
    })
    .addHelpText('after', examples('usage-audit agent preview', 'usage-audit agent preview --for 60s --json'))

const mostApps = 20

const clipped = (text: string, columns: number) => clip(toSafe(text), columns)

function print(cli: Cli, config: Config, preview: Preview): void {
  const { preview: words } = wordsOf(config.reports.locale)
  const { standstill } = wordsOf(config.reports.locale).recording
  const still = {
    paused: words.paused,
    org_paused: standstill({ reason: 'org_paused', why: '' }),
    outside_hours: words.outside,
  }
  if (preview.still) cli.write(still[preview.still])
  else {
    printPrograms(cli, config, preview)
    printWindows(cli, config, preview)
  }
}

const title = (cli: Cli, text: string) => cli.write(`\n${cli.stdout.style('bold', text)}`)

function printPrograms(cli: Cli, config: Config, { apps, leftOut }: Preview): void {
  const { locale } = config.reports
  const { preview: words } = wordsOf(locale)
  const { app, running, cpu, memory } = words.columns
  const rows = apps
    .slice(0, mostApps)
    .map((each) => [
      clipped(each.name, 40),
      formatDuration(each.runningMs, locale),
      formatCpu(each.cpuMs, locale),
      formatMemory(each.memoryKiB, locale),
    ])
  title(cli, words.programs)
  if (rows.length === 0) cli.write(words.noPrograms)
  else cli.print(rows, (row) => row, { head: [app, running, cpu, memory], right: [1, 2, 3] })
  if (apps.length > rows.length) cli.write(words.others(apps.length - rows.length))
  if (leftOut.length === 0) return
  title(cli, words.leftOut)
  for (const { name, rule } of leftOut) cli.write(`${clipped(name, 40)}  ${sayRule(rule, cli, config)}`)
}

function printWindows(cli: Cli, config: Config, { watched, windows, titles, inputMs }: Preview): void {
  const { locale } = config.reports
  const { preview: words } = wordsOf(locale)
  title(cli, words.windows)
  if (!watched.includes('window')) cli.write(words.unknown)
  else if (windows.length === 0) cli.write(words.nothingInFront)
  for (const window of windows) cli.write(toLines(window, cli, config))
  if (!titles) cli.write(words.titlesOff)
  if (watched.includes('input')) cli.write(words.input(formatDuration(inputMs, locale)))
}

/** The person's own rule by its place in the settings, or the organisation's. */
function sayRule(index: number, cli: Cli, config: Config): string {
  const { locale } = config.reports
  const action = allRules(toSettings(cli, config)())[index]?.action ?? 'drop'
  const own = config.privacy.rules.length
  return index < own ? wordsOf(locale).preview.rule(index, action) : policyWordsOf(locale).rule(index - own, action)
}

/** `15:30:02  Firefox, 6 s`, under it the title and what changed it. */
function toLines(window: PreviewWindow, cli: Cli, config: Config): string {
  const { stdout } = cli
  const { locale, zone } = config.reports
  const { preview: words } = wordsOf(locale)
  const { start, end, app, title, stored, rule, redacted } = window
  const time = new Date(start + offsetAt(zone, start)).toISOString().slice(11, 19)
  const kinds = new Intl.ListFormat(locale).format(redacted.map((kind) => words.kinds[kind]))
  const notes = [...(rule === null ? [] : [sayRule(rule, cli, config)]), ...(kinds ? [words.redacted(kinds)] : [])]
  const indent = ' '.repeat(10)
  const below = [...(stored ? [] : [words.notStored]), ...(title === null ? [] : [title])]
  return [
    `${time}  ${clipped(app.name, 50)}, ${formatDuration(end - start, locale)}`,
    ...below.map((line) => `${indent}${clipped(line, stdout.width - indent.length)}`),
    ...notes.map((note) => `${indent}${stdout.style('dim', note)}`),
  ].join('\n')
}
