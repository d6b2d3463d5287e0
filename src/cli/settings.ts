import * as z from 'zod'
import { isLoopback } from '../core/hosts.ts'
import { leastIdleAfterMs, mostIdleAfterMs } from '../core/presence.ts'
import { ruleActions } from '../core/privacy.ts'
import { type RetainedKind, retentionDays } from '../core/retention.ts'
import { dayMs, isZone } from '../core/time.ts'
import { parseWeeklyHours } from '../core/weekly-hours.ts'
import type { Retention } from '../server/jobs/expire.ts'
import { presetPattern, presetWords } from './mail-presets.ts'
import { parseNetworks } from './networks.ts'
import { providersSchema } from './oidc-settings.ts'
import { appRule } from './setting-tables.ts'
import {
  duration,
  isHost,
  isMailDomain,
  oneAddress,
  parseListen,
  parseUrl,
  path,
  size,
  text,
  webAddress,
  wholeNumber,
  yesOrNo,
} from './setting-values.ts'

const weeklyHours = text
  .transform((value, issues) => {
    const hours = parseWeeklyHours(value)
    if (!hours) issues.addIssue('no schedule')
    return hours ?? z.NEVER
  })
  .describe('weekdays (mo tu we th fr sa su) and times, as mo-fr 08:00-12:00, 13:00-18:00; sa 09:00-12:00')

/** What is looked for: letters, and `*` for any. A `*` alone would match everything, which a rule without it does. */
const pattern = text
  .max(200)
  .refine((value) => /[^*\s]/.test(value))
  .describe('some letters, * for any, at most 200')

/** A host as a title names it: an address with scheme, port or path would match none, and what it is to hide would be stored. */
const host = pattern
  .refine((value) => /^[\p{L}\p{M}\p{N}_*-]+(\.[\p{L}\p{M}\p{N}_*-]+)*$/u.test(value))
  .describe('a host alone, as bank.example, * for any letters')

/** One `[[privacy.rules]]` of the file. */
const privacyRule = z.strictObject({
  app: pattern.optional().describe(pattern.description!),
  title: pattern.optional().describe(pattern.description!),
  domain: host.optional().describe(host.description!),
  hours: weeklyHours.optional().describe(weeklyHours.description!),
  action: z.enum(ruleActions).describe(`one of ${ruleActions.join(', ')}`),
})

/** How long a kind of data is kept. */
const keptFor = (kind: RetainedKind) => {
  const { least, most } = retentionDays[kind]
  return duration(least * dayMs, most * dayMs).describe(`a duration from ${least}d to ${most}d`)
}

/** Every setting there is, by the name it has in the TOML file. Anything else is refused. */
export const settingsSchema = z.strictObject({
  'server.port': wholeNumber(0, 65_535).describe('a port from 1 to 65535, or 0 for any free one'),
  'server.host': text.refine(isHost).describe('a host name or IP address to listen on, without a port'),
  'server.public_url': webAddress.optional().describe('an http:// or https:// address without password or query'),
  'server.database': text
    .regex(/^(file:.+|postgres(ql)?:\/\/.+)$/)
    .refine((value) => value.startsWith('file:') || parseUrl(value))
    .describe('file:PATH or postgres://USER@HOST/DATABASE'),
  'server.tls_cert': path.optional(),
  'server.tls_key': path.optional(),
  'server.tls': z.enum(['off', 'self-signed']).optional().describe('self-signed or off'),
  'server.behind_proxy': yesOrNo,
  'server.trusted_proxies': text
    .transform(parseNetworks)
    .optional()
    .describe('addresses or networks with commas between, as 10.0.0.2, 192.168.1.0/24'),
  'server.metrics': text
    .transform(parseListen)
    .optional()
    .describe('HOST:PORT to tell Prometheus the metrics at, as 127.0.0.1:9464'),
  'server.metrics_token': text
    .regex(/^[\x21-\x7e]{16,200}$/)
    .optional()
    .describe('16 to 200 characters without spaces'),
  'server.key': text
    .regex(/^[A-Za-z0-9_-]{43}=?$|^[A-Za-z0-9+/]{43}=?$/)
    .optional()
    .describe('256 bits in base64, as `openssl rand -base64 32` makes them'),
  oidc: providersSchema,
  'mail.from': text.transform(oneAddress).describe('one address, as usage-audit <audit@example.org>'),
  'mail.smtp_url': text
    .refine((value) => /^smtps?:$/.test(parseUrl(value)?.protocol ?? '') && parseUrl(value)?.hostname)
    .optional()
    .describe('smtp://HOST:PORT or smtps://USER:PASSWORD@HOST'),
  'mail.preset': text.regex(presetPattern).optional().describe(presetWords),
  'mail.smtp_user': text.max(300).optional().describe('a user of the mail server, at most 300 letters'),
  'mail.smtp_password': text.max(2_000).optional().describe('a password of the mail server, at most 2000 letters'),
  'mail.rate': wholeNumber(1, 1_000).optional().describe('mails a second, from 1 to 1000'),
  'mail.dkim_domain': text.refine(isMailDomain).optional().describe('the domain that signs, as example.org'),
  'mail.dkim_selector': text
    .regex(/^[a-z0-9]([a-z0-9.-]{0,61}[a-z0-9])?$/i)
    .optional()
    .describe('a name in DNS, as usage1 for usage1._domainkey.example.org'),
  'mail.dkim_key': path.optional(),
  'mail.outbox': path,
  'reports.locale': z.enum(['en', 'pt-BR']).describe('en or pt-BR'),
  'reports.zone': text.refine(isZone, 'not a time zone').describe('an IANA time zone, as America/Sao_Paulo'),
  'reports.to': text.transform(oneAddress).optional().describe('one e-mail address'),
  'reports.hour': wholeNumber(0, 23).describe('an hour from 0 to 23'),
  'retention.titles': keptFor('titles'),
  'retention.facts': keptFor('facts'),
  'retention.days': keptFor('days'),
  'retention.access': keptFor('access'),
  'agent.server': webAddress
    .refine(
      (value) => value.startsWith('https:') || isLoopback(new URL(value).hostname),
      'plain http leaves this computer',
    )
    .describe('an https:// address; http:// only for this computer, as http://127.0.0.1:8787'),
  'agent.ca': path.optional(),
  'agent.sample': duration(1_000, 60_000).describe('a duration from 1s to 60s'),
  'agent.upload': duration(1_000, 86_400_000).describe('a duration from 1s to 1d'),
  'agent.presence': z.union([z.literal('off'), duration(1_000, 60_000)]).describe('a duration from 1s to 60s, or off'),
  'agent.idle': duration(leastIdleAfterMs, mostIdleAfterMs).describe('a duration from 1m to 60m'),
  'agent.journal_cap': size(10_000_000, 100_000_000_000).describe('a size from 10MB to 100GB'),
  'agent.processes': z.enum(['auto', 'proc', 'portable']).describe('auto, proc or portable'),
  'agent.accounts': z.enum(['own', 'all']).describe('own or all'),
  'agent.gentle': yesOrNo,
  'agent.installed': yesOrNo,
  'apps.rules': z
    .array(appRule)
    .max(1_000)
    .describe('tables [[apps.rules]] of the settings file, each with match, name and, if wanted, key'),
  'privacy.titles': yesOrNo,
  'privacy.working_hours': weeklyHours.optional().describe(weeklyHours.description!),
  'privacy.rules': z
    .array(privacyRule)
    .max(200)
    .describe('tables of the settings file, each under [[privacy.rules]], at most 200'),
  'log.level': z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
    .describe('fatal, error, warn, info, debug, trace or silent'),
})

/** A setting's name in the TOML file: `server.public_url`. */
export type SettingKey = keyof typeof settingsSchema.shape

/** What the schema makes of the values: one flat record. */
export type SettingValues = z.output<typeof settingsSchema>

export const settingKeys = Object.keys(settingsSchema.shape) as SettingKey[]

/** Settings whose value is never printed. */
export const secretKeys: ReadonlySet<string> = new Set<SettingKey>([
  'mail.smtp_url',
  'mail.smtp_password',
  'server.metrics_token',
  'server.key',
  // Of tables only what is `secretFields` is hidden; of what should be tables and is none, all.
  'oidc',
])

/** Settings whose value is a path, taken from the folder of whoever named it. */
export const pathKeys: ReadonlySet<string> = new Set<SettingKey>([
  'server.tls_cert',
  'server.tls_key',
  'mail.outbox',
  'mail.dkim_key',
  'agent.ca',
])

/** How long the server keeps what. */
export const toRetention = (values: SettingValues): Retention => ({
  titlesMs: values['retention.titles'],
  factsMs: values['retention.facts'],
  daysMs: values['retention.days'],
  accessMs: values['retention.access'],
})
