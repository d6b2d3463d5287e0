import type { z } from 'zod'
import { isLoopback } from '../core/hosts.ts'
import { knownVariables, type Layer } from './config-layers.ts'
import { checkMail } from './mail-settings.ts'
import { nearest } from './nearest.ts'
import { checkProviders } from './oidc-settings.ts'
import { secretFields } from './setting-tables.ts'
import { type SettingKey, type SettingValues, secretKeys, settingKeys, settingsSchema } from './settings.ts'

/** A value as it may be printed: a secret not at all, a password inside an address not either. */
export function maskValue(key: string, value: unknown): string | number | boolean {
  if (typeof value === 'number' || typeof value === 'boolean') return value
  if (secretKeys.has(key)) return '***'
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return /^[a-z]+:\/\//i.test(text) ? text.replace(/:\/\/.*@/, '://***@').replace(/\?.*$/, '?***') : text
}

/** A line for every name in a layer that is no setting, with what was probably meant. */
export function checkNames(layer: Layer): string[] {
  return [...layer].flatMap(([key, { origin }]) => {
    if (key in settingsSchema.shape) return []
    const isVariable = key === origin
    const meant = isVariable ? nearest(key, knownVariables) : nearestSetting(key)
    const what = isVariable ? `the variable ${key} matches no setting` : `unknown setting ${key} (${origin})`
    return [`${what}.${meant ? ` Did you mean ${meant}?` : ' See `usage-audit config show` for every setting.'}`]
  })
}

/** Forgives a misspelling, and a key written outside its section or in another one. */
function nearestSetting(key: string): string | undefined {
  const name = key.split('.').at(-1)
  return nearest(key, settingKeys) ?? settingKeys.find((setting) => setting.split('.')[1] === name)
}

/** A line for a value that its schema refuses: `server.port = 99999 (config.toml:3) must be a port from 1 to 65535.` */
export function toProblem(issue: z.core.$ZodIssue, given: Layer): string {
  const [key, ...inner] = issue.path as [SettingKey, ...PropertyKey[]]
  const { value, origin } = given.get(key)!
  if (inner.length > 0) return toInnerProblem(issue, value, origin)
  const shown = secretKeys.has(key)
    ? ''
    : ` = ${typeof value === 'string' ? `"${maskValue(key, value)}"` : maskValue(key, value)}`
  const reason = issue.code === 'custom' && issue.message !== 'Invalid input' ? ` is ${issue.message}; it` : ''
  return `${key}${shown} (${origin})${reason} must be ${settingsSchema.shape[key].description}.`
}

/** Where an issue is: `server.port`, `privacy.rules[2].title`. */
export const toPlace = ({ path: [key, ...inner] }: Pick<z.core.$ZodIssue, 'path'>): string =>
  inner.reduce<string>(
    (place, step) => (typeof step === 'number' ? `${place}[${step}]` : `${place}.${String(step)}`),
    String(key),
  )

/** The same for a value within tables: `privacy.rules[2].action = "hide" (config.toml:9) must be one of drop, keep.` */
function toInnerProblem(issue: z.core.$ZodIssue, whole: unknown, origin: string): string {
  const [key, ...inner] = issue.path as [SettingKey, ...PropertyKey[]]
  const place = toPlace(issue)
  const schema = settingsSchema.shape[key]
  const table = (schema.def.type === 'optional' ? schema.def.innerType : schema) as unknown as z.ZodArray<z.ZodObject>
  const known = Object.keys(table.element.shape)
  if (issue.code === 'unrecognized_keys') {
    const [name] = issue.keys as [string]
    const meant = nearest(name, known)
    return `unknown setting ${place}.${name} (${origin}).${meant ? ` Did you mean ${meant}?` : ` There are ${known.join(', ')}.`}`
  }
  const value = inner.reduce<unknown>((at, step) => (at as Record<PropertyKey, unknown> | undefined)?.[step], whole)
  const isHidden = value === undefined || inner.some((step) => secretFields.has(String(step)))
  const shown = isHidden ? '' : ` = ${JSON.stringify(value)}`
  const wanted = table.element.shape[String(inner.at(-1))] as z.ZodType | undefined
  return `${place}${shown} (${origin}) must be ${wanted?.description ?? `a table with ${known.join(', ')}`}.`
}

/** A line for each pair of settings that cannot stand together. */
export function checkTogether(values: SettingValues, given: Layer): string[] {
  const { 'server.host': host, 'server.tls_cert': cert, 'server.tls_key': key } = values
  const problems: string[] = []
  if (Boolean(cert) !== Boolean(key))
    problems.push(
      `server.${cert ? 'tls_cert' : 'tls_key'} is set without server.${cert ? 'tls_key' : 'tls_cert'}: set both or none.`,
    )
  const selfSigned = values['server.tls'] === 'self-signed'
  if (selfSigned && (cert || key))
    problems.push(
      'server.tls = "self-signed" makes a certificate, and server.tls_cert or server.tls_key names another: keep one.',
    )
  if (values['server.trusted_proxies'] && !values['server.behind_proxy'])
    problems.push('server.trusted_proxies is set without server.behind_proxy = true: set both or none.')
  if (!isLoopback(host) && !cert && !key && !selfSigned && !values['server.behind_proxy'])
    problems.push(
      `server.host = "${host}" (${given.get('server.host')?.origin}) would send data in clear over the network: set server.tls_cert and server.tls_key, or server.behind_proxy = true if a proxy in front does TLS, or server.tls = "self-signed", or keep 127.0.0.1.`,
    )
  const metrics = values['server.metrics']
  if (metrics && !isLoopback(metrics.host) && !values['server.metrics_token'])
    problems.push(
      `server.metrics = "${metrics.host}:${metrics.port}" (${given.get('server.metrics')?.origin}) would tell the network about this server: set server.metrics_token too, or take 127.0.0.1.`,
    )
  return [...problems, ...checkMail(values), ...checkProviders(values.oidc)]
}
