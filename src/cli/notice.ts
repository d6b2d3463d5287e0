import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import { AppError } from '../core/errors.ts'
import type { Cli } from './cli.ts'
import type { Config } from './config-shape.ts'
import { type DataKind, dataKinds } from './data-kinds.ts'
import { readPolicyStatus, sayPolicyStatus } from './policy-state.ts'
import { wordsOf } from './words.ts'

const notice = z.object({
  kinds: z.array(z.string()),
  at: z.number(),
  how: z.enum(['terminal', 'log']),
})

/** What was told last, when (epoch milliseconds), and whether a person's terminal showed it or a log. */
export type Notice = z.output<typeof notice>

/** The kinds that the settings ask for. */
export const findKinds = ({ agent, privacy }: Config): DataKind[] =>
  dataKinds.filter(
    (kind) =>
      ({
        programs: true,
        accounts: agent.accounts === 'all',
        presence: agent.presenceMs !== undefined,
        installed: agent.installed,
        titles: privacy.titles,
      })[kind],
  )

/** What a service leaves out though it is switched on; nothing where no notice was ever shown, for then none runs. */
export function findWithheld(cli: Pick<Cli, 'dataPaths'>, config: Config): DataKind[] {
  const told = readNotice(cli)
  return told ? findUntold(config, told) : []
}

/** The untold in words; undefined if there is none. */
export function sayUntold({ reports: { locale } }: Config, untold: readonly DataKind[]): string | undefined {
  const { kinds, untold: say } = wordsOf(locale).notice
  const list = new Intl.ListFormat(locale).format(untold.map((kind) => kinds[kind]))
  return untold.length > 0 ? say(list) : undefined
}

const fileOf = ({ dataPaths }: Pick<Cli, 'dataPaths'>) => join(dataPaths().agent, 'notice.json')

/** The notice that was shown at this computer; undefined if none was, or nobody can read which. */
export function readNotice(cli: Pick<Cli, 'dataPaths'>): Notice | undefined {
  const file = fileOf(cli)
  if (!existsSync(file)) return undefined
  try {
    return notice.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return undefined
  }
}

/** What the settings ask for and nobody was told of. */
export const findUntold = (config: Config, told: Notice | undefined): DataKind[] =>
  findKinds(config).filter((kind) => !told?.kinds.includes(kind))

/** Tells what is recorded under these settings, and keeps in the data folder that it was told. */
export function showNotice(cli: Cli, config: Config): void {
  const policy = sayPolicyStatus(readPolicyStatus(cli), config.reports.locale).map(
    ([name, value]) => `${name}: ${value}`,
  )
  cli.stderr.write(`${[sayNotice(config), ...policy].join('\n')}\n`)
  const told = readNotice(cli)
  const how = cli.stderr.isTTY ? 'terminal' : 'log'
  if (findUntold(config, told).length === 0 && (told?.how === 'terminal' || how === 'log')) return
  cli.dataDir()
  const shown: Notice = { kinds: findKinds(config), at: cli.now(), how }
  const file = fileOf(cli)
  writeFileSync(`${file}.new`, `${JSON.stringify(shown)}\n`, { mode: 0o600 })
  renameSync(`${file}.new`, file)
}

/** What is recorded under these settings, in the reader's language. */
export function sayNotice(config: Config): string {
  const kinds = findKinds(config)
  const has = (kind: DataKind) => kinds.includes(kind)
  return wordsOf(config.reports.locale).notice.text({
    presence: has('presence'),
    installed: has('installed'),
    titles: has('titles'),
    accounts: has('accounts'),
    hours: config.privacy.workingHours !== undefined,
  })
}

/**
 * The settings with everything switched off that nobody at this computer was told of.
 * @throws AppError `config` if nobody was told anything
 */
export function withoutUntold(config: Config, told: Notice | undefined): Config {
  const untold = new Set(findUntold(config, told))
  if (untold.has('programs'))
    throw new AppError(
      'config',
      'nobody at this computer was shown what is recorded, so nothing is. Run `usage-audit agent install` in a terminal: it shows that, and starts this service anew.',
    )
  return {
    ...config,
    agent: {
      ...config.agent,
      ...(untold.has('accounts') && { accounts: 'own' }),
      ...(untold.has('presence') && { presenceMs: undefined }),
      ...(untold.has('installed') && { installed: false }),
    },
    privacy: { ...config.privacy, ...(untold.has('titles') && { titles: false }) },
  }
}
