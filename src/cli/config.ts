import { resolve } from 'node:path'
import { AppError } from '../core/errors.ts'
import {
  type Environment,
  type Layer,
  readEnvironmentLayer,
  readFileLayer,
  type SettingFlag,
  toFlagLayer,
} from './config-layers.ts'
import { type Setting, toList } from './config-list.ts'
import { resolvePaths } from './config-paths.ts'
import { checkNames, checkTogether, toPlace, toProblem } from './config-problems.ts'
import { type Config, toConfig } from './config-shape.ts'
import { type SettingKey, settingsSchema } from './settings.ts'

export interface Settings {
  readonly config: Config
  readonly list: readonly Setting[]
  /** The settings file that was read, if any. */
  readonly file: string | undefined
}

/** Where settings come from. */
export interface SettingSources {
  /** The TOML file; undefined where there is none. */
  readonly file: string | undefined
  readonly env: Environment
  readonly flags: readonly SettingFlag[]
  /** Relative paths of variables and flags start here. */
  readonly cwd: string
  /** Where files go that no setting names. */
  readonly dataDir: { readonly serverDatabase: string; readonly outbox: string }
}

/**
 * Reads and checks every setting: defaults < file < environment < flags.
 * @throws AppError `config`, one line for each problem: the setting, its value unless secret, its origin, what is allowed
 */
export function readSettings({ file, env, flags, cwd, dataDir }: SettingSources): Settings {
  if (env.NODE_TLS_REJECT_UNAUTHORIZED === '0')
    fail([
      'NODE_TLS_REJECT_UNAUTHORIZED=0 switches off the check of certificates: unset it. For a certificate authority of your own set NODE_EXTRA_CA_CERTS=FILE.',
    ])
  const layers = [
    ...(file ? [readFileLayer(resolve(cwd, file))] : []),
    readEnvironmentLayer(env, cwd),
    toFlagLayer(flags, cwd),
  ]
  fail(layers.flatMap(checkNames))
  const given = new Map([defaults(env, dataDir), ...layers].flatMap((layer) => [...layer]))
  const parsed = settingsSchema.safeParse(Object.fromEntries([...given].map(([key, { value }]) => [key, value])))
  if (!parsed.success)
    throw fail(
      parsed.error.issues.map((issue) => toProblem(issue, given)),
      toPlace(parsed.error.issues[0]!),
    )
  const values = resolvePaths(parsed.data, given)
  fail(checkTogether(values, given))
  return Object.freeze({ config: freeze(toConfig(values)), list: toList(given), file })
}

/** The lowest layer, written as a person would. */
function defaults(env: Environment, dataDir: SettingSources['dataDir']): Layer {
  const values: Partial<Record<SettingKey, string | number | boolean | readonly []>> = {
    'server.port': 8787,
    'server.host': '127.0.0.1',
    'server.database': `file:${dataDir.serverDatabase}`,
    'server.behind_proxy': false,
    oidc: [],
    'mail.from': 'usage-audit <usage-audit@localhost>',
    'mail.outbox': dataDir.outbox,
    'reports.locale': /^pt/i.test(env.LC_ALL || env.LC_MESSAGES || env.LANG || '') ? 'pt-BR' : 'en',
    'reports.zone': new Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC',
    'reports.hour': 8,
    'retention.titles': '30d',
    'retention.facts': '396d',
    'retention.days': '1827d',
    'retention.access': '366d',
    'agent.server': 'http://127.0.0.1:8787',
    'agent.sample': '10s',
    'agent.upload': '5m',
    'agent.presence': '2s',
    'agent.idle': '5m',
    'agent.journal_cap': '200MB',
    'agent.processes': 'auto',
    'agent.accounts': 'own',
    'agent.gentle': true,
    'agent.installed': true,
    'privacy.titles': false,
    'privacy.rules': [],
    'apps.rules': [],
    'log.level': 'info',
  }
  return new Map(Object.entries(values).map(([key, value]) => [key, { value, origin: 'default', folder: '/' }]))
}

function freeze<T extends object>(value: T): T {
  for (const inner of Object.values(value)) if (typeof inner === 'object' && inner !== null) freeze(inner)
  return Object.freeze(value)
}

/** Throws if there is any problem. */
function fail(problems: readonly string[], at?: string): undefined {
  if (problems.length > 0) throw new AppError('config', problems.join('\n'), at === undefined ? {} : { at })
}
