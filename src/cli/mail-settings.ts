import type { Address } from '../core/addresses.ts'
import { type Preset, toPreset, usualPerSecond } from './mail-presets.ts'
import type { SettingValues } from './settings.ts'

/** Where mails go, and how. */
export interface MailConfig {
  readonly from: Address
  /** A secret. Undefined: mails become files in the outbox. */
  readonly smtpUrl: string | undefined
  readonly outbox: string
  /** Mails a second, of all servers together. */
  readonly perSecond: number
  /** The key is a file of PEM. */
  readonly dkim: { readonly domain: string; readonly selector: string; readonly keyFile: string } | undefined
}

/** What the settings of mails come to. */
export function toMailConfig(values: SettingValues): MailConfig {
  const { 'mail.preset': name, 'mail.rate': rate } = values
  const preset = name === undefined ? undefined : toPreset(name)
  const { 'mail.dkim_domain': domain, 'mail.dkim_selector': selector, 'mail.dkim_key': keyFile } = values
  return {
    from: values['mail.from'],
    smtpUrl: toSmtpUrl(values, preset),
    outbox: values['mail.outbox'],
    perSecond: rate ?? preset?.perSecond ?? usualPerSecond,
    dkim: domain && selector && keyFile ? { domain, selector, keyFile } : undefined,
  }
}

function toSmtpUrl(values: SettingValues, preset: Preset | undefined): string | undefined {
  const { 'mail.smtp_url': given, 'mail.smtp_password': pass = '' } = values
  const base = preset ? `smtp://${preset.host}:${preset.port}` : given
  const user = values['mail.smtp_user'] ?? (preset?.user === 'password' ? pass : preset?.user)
  if (base === undefined || user === undefined || pass === '') return base
  return base.replace('://', `://${encodeURIComponent(user)}:${encodeURIComponent(pass)}@`)
}

/** A line for each of the settings of mails that cannot stand together. */
export function checkMail(values: SettingValues): string[] {
  const { 'mail.preset': name, 'mail.smtp_url': url, 'mail.smtp_user': user, 'mail.smtp_password': pass } = values
  const problems: string[] = []
  if (name && url) problems.push('mail.preset and mail.smtp_url both name a mail server: keep one.')
  if (name && !pass)
    problems.push(`mail.preset = "${name}" needs mail.smtp_password, a secret of that provider: set it.`)
  if (name && pass && !user && !toPreset(name).user)
    problems.push(`mail.preset = "${name}" needs mail.smtp_user besides mail.smtp_password: set it.`)
  if (!name && !url && (user || pass))
    problems.push('mail.smtp_user and mail.smtp_password are for a mail server: set mail.preset or mail.smtp_url too.')
  if (!name && Boolean(user) !== Boolean(pass))
    problems.push(
      `mail.${user ? 'smtp_user' : 'smtp_password'} is set alone: set mail.smtp_user and mail.smtp_password, or none.`,
    )
  if (url && user && new URL(url).username)
    problems.push('mail.smtp_url has a user in it, and mail.smtp_user names another: keep one.')
  return [...problems, ...checkDkim(values)]
}

function checkDkim(values: SettingValues): string[] {
  const dkim = ['mail.dkim_domain', 'mail.dkim_selector', 'mail.dkim_key'] as const
  const missing = dkim.filter((key) => values[key] === undefined)
  if (missing.length === 0 || missing.length === dkim.length) return []
  return [
    `${dkim.filter((key) => values[key]).join(' and ')} also need ${missing.join(' and ')}: set all three or none.`,
  ]
}
