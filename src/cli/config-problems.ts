import type { z } from 'zod'
import { isLoopback } from '../core/hosts.ts'
import { knownVariables, type Layer } from './config-layers.ts'
import { nearest } from './nearest.ts'
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
  const key = String(issue.path[0]) as SettingKey
  if (issue.path.length > 1) return toEntryProblem(issue, key, given)
  const { value, origin } = given.get(key)!
  const shown = secretKeys.has(key)
    ? ''
    : ` = ${typeof value === 'string' ? `"${maskValue(key, value)}"` : maskValue(key, value)}`
  const reason = issue.code === 'custom' && issue.message !== 'Invalid input' ? ` is ${issue.message}; it` : ''
  return `${key}${shown} (${origin})${reason} must be ${settingsSchema.shape[key].description}.`
}

/** The same of one table of many: `apps.rules[2].match = "" (config.toml:9) must be a pattern …`; tables count from 1. */
function toEntryProblem({ path, message }: z.core.$ZodIssue, key: SettingKey, given: Layer): string {
  const { value, origin } = given.get(key)!
  const [, index, field] = path
  const entry = (value as readonly Readonly<Record<string, unknown>>[])[Number(index)]
  const found = field === undefined ? entry : entry?.[String(field)]
  const shown = found === undefined ? ' is missing' : ` = ${JSON.stringify(found)}`
  const place = `${key}[${Number(index) + 1}]${field === undefined ? '' : `.${String(field)}`}`
  return `${place}${shown} (${origin})${found === undefined ? ';' : ''} it must be ${message}.`
}

/** A line for each pair of settings that cannot stand together. */
export function checkTogether(values: SettingValues, given: Layer): string[] {
  const { 'server.host': host, 'server.tls_cert': cert, 'server.tls_key': key } = values
  const problems: string[] = []
  if (Boolean(cert) !== Boolean(key))
    problems.push(
      `server.${cert ? 'tls_cert' : 'tls_key'} is set without server.${cert ? 'tls_key' : 'tls_cert'}: set both or none.`,
    )
  if (!isLoopback(host) && !cert && !key && !values['server.behind_proxy'])
    problems.push(
      `server.host = "${host}" (${given.get('server.host')?.origin}) would send data in clear over the network: set server.tls_cert and server.tls_key, or server.behind_proxy = true if a proxy in front does TLS, or keep 127.0.0.1.`,
    )
  return problems
}
