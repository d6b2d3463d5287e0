import { resolve } from 'node:path'
import type { Address } from '../core/addresses.ts'
import { AppError } from '../core/errors.ts'
import type { PrivacyRule } from '../core/privacy.ts'
import type { WeeklyHours } from '../core/weekly-hours.ts'
import type { Retention } from '../server/jobs/expire.ts'
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
import { type SettingKey, type SettingValues, settingsSchema, toRetention } from './settings.ts'

/** Every setting, checked, frozen. Durations in milliseconds, paths absolute, addresses of the web without a slash at the end. */
export interface Config {
  readonly server: {
    readonly port: number
    readonly host: string
    readonly publicUrl: string | undefined
    /** `file:/absolute/path` or `postgres://…` */
    readonly database: string
    /** Both are set, or neither. */
    readonly tlsCert: string | undefined
    readonly tlsKey: string | undefined
    readonly behindProxy: boolean
    /** Where `/metrics` has an address of its own. */
    readonly metrics: { readonly host: string; readonly port: number } | undefined
    /** A secret that a scraper has to show. */
    readonly metricsToken: string | undefined
  }
  readonly mail: {
    readonly from: Address
    /** A secret. Undefined: mails become files in the outbox. */
    readonly smtpUrl: string | undefined
    readonly outbox: string
  }
  readonly reports: {
    readonly locale: 'en' | 'pt-BR'
    readonly zone: string
    readonly to: Address | undefined
    readonly hour: number
  }
  /** How long the server keeps each class of data. */
  readonly retention: Retention
  readonly agent: {
    readonly server: string
    readonly sampleMs: number
    readonly uploadMs: number
    /** How often a desktop is asked for the last input where it has no event for it; undefined watches no desktop. */
    readonly presenceMs: number | undefined
    /** Idle after this long without input, in what is shown from the journal; only while not enrolled. */
    readonly idleAfterMs: number
    readonly journalCapBytes: number
    readonly processes: 'auto' | 'proc' | 'portable'
    readonly accounts: 'own' | 'all'
    /** Samples less often on battery and under load. */
    readonly gentle: boolean
    /** Whether it is recorded which programs are installed. */
    readonly installed: boolean
  }
  /** Names that the person gives to apps; the first that fits. */
  readonly apps: { readonly rules: SettingValues['apps.rules'] }
  readonly privacy: {
    /** Titles of windows are kept, after rules and redactors. */
    readonly titles: boolean
    readonly rules: readonly PrivacyRule[]
    /** Nothing is recorded outside; undefined: at any time. */
    readonly workingHours: WeeklyHours | undefined
  }
  readonly log: { readonly level: SettingValues['log.level'] }
}

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
    'mail.from': 'usage-audit <usage-audit@localhost>',
    'mail.outbox': dataDir.outbox,
    'reports.locale': /^pt/i.test(env.LC_ALL || env.LC_MESSAGES || env.LANG || '') ? 'pt-BR' : 'en',
    'reports.zone': new Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC',
    'reports.hour': 8,
    'retention.titles': '30d',
    'retention.facts': '396d',
    'retention.days': '1827d',
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

const toConfig = (values: SettingValues): Config => ({
  server: {
    port: values['server.port'],
    host: values['server.host'],
    publicUrl: values['server.public_url'],
    database: values['server.database'],
    tlsCert: values['server.tls_cert'],
    tlsKey: values['server.tls_key'],
    behindProxy: values['server.behind_proxy'],
    metrics: values['server.metrics'],
    metricsToken: values['server.metrics_token'],
  },
  mail: { from: values['mail.from'], smtpUrl: values['mail.smtp_url'], outbox: values['mail.outbox'] },
  reports: {
    locale: values['reports.locale'],
    zone: values['reports.zone'],
    to: values['reports.to'],
    hour: values['reports.hour'],
  },
  retention: toRetention(values),
  agent: {
    server: values['agent.server'],
    sampleMs: values['agent.sample'],
    uploadMs: values['agent.upload'],
    presenceMs: values['agent.presence'] === 'off' ? undefined : values['agent.presence'],
    idleAfterMs: values['agent.idle'],
    journalCapBytes: values['agent.journal_cap'],
    processes: values['agent.processes'],
    accounts: values['agent.accounts'],
    gentle: values['agent.gentle'],
    installed: values['agent.installed'],
  },
  apps: { rules: values['apps.rules'] },
  privacy: {
    titles: values['privacy.titles'],
    rules: values['privacy.rules'],
    workingHours: values['privacy.working_hours'],
  },
  log: { level: values['log.level'] },
})

function freeze<T extends object>(value: T): T {
  for (const inner of Object.values(value)) if (typeof inner === 'object' && inner !== null) freeze(inner)
  return Object.freeze(value)
}

/** Throws if there is any problem. */
function fail(problems: readonly string[], at?: string): undefined {
  if (problems.length > 0) throw new AppError('config', problems.join('\n'), at === undefined ? {} : { at })
}
