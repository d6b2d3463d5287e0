import type { Address } from '../core/addresses.ts'
import type { PrivacyRule } from '../core/privacy.ts'
import type { WeeklyHours } from '../core/weekly-hours.ts'
import type { Retention } from '../server/jobs/expire.ts'
import { type MailConfig, toMailConfig } from './mail-settings.ts'
import { type SettingValues, toRetention } from './settings.ts'

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
    /** `self-signed`: with an authority of its own, kept in the data folder. */
    readonly tls: 'self-signed' | undefined
    readonly behindProxy: boolean
    /** Addresses and networks that may say who asks through them; undefined: this computer alone. */
    readonly trustedProxies: readonly string[] | undefined
    /** Where `/metrics` has an address of its own. */
    readonly metrics: { readonly host: string; readonly port: number } | undefined
    /** A secret that a scraper has to show. */
    readonly metricsToken: string | undefined
    /** A secret: 256 bits in base64. Undefined: they are in a file of the data folder. */
    readonly key: string | undefined
  }
  /** Through whom people may sign in. */
  readonly oidc: SettingValues['oidc']
  readonly mail: MailConfig
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
    /** A file of authorities, in PEM, that alone may vouch for the server. */
    readonly ca: string | undefined
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

/** The settings as the parts of the program take them. */
export const toConfig = (values: SettingValues): Config => ({
  server: {
    port: values['server.port'],
    host: values['server.host'],
    publicUrl: values['server.public_url'],
    database: values['server.database'],
    tlsCert: values['server.tls_cert'],
    tlsKey: values['server.tls_key'],
    tls: values['server.tls'] === 'self-signed' ? 'self-signed' : undefined,
    behindProxy: values['server.behind_proxy'],
    trustedProxies: values['server.trusted_proxies'],
    metrics: values['server.metrics'],
    metricsToken: values['server.metrics_token'],
    key: values['server.key'],
  },
  oidc: values.oidc,
  mail: toMailConfig(values),
  reports: {
    locale: values['reports.locale'],
    zone: values['reports.zone'],
    to: values['reports.to'],
    hour: values['reports.hour'],
  },
  retention: toRetention(values),
  agent: {
    server: values['agent.server'],
    ca: values['agent.ca'],
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
