/** How a provider's mail server is reached, where nothing else is set. */
export interface Preset {
  readonly host: string
  readonly port: number
  readonly perSecond: number
  /** The same for everybody; `password`: the password once more. */
  readonly user?: string
}

/** Amazon's, of an account that may send to anybody. */
export const usualPerSecond = 14

/** Of the provider's own guides: STARTTLS at 587, the rate that a new account has. */
const presets = {
  ses: { host: 'email-smtp.us-east-1.amazonaws.com', port: 587, perSecond: usualPerSecond },
  sendgrid: { host: 'smtp.sendgrid.net', port: 587, perSecond: 50, user: 'apikey' },
  gmail: { host: 'smtp.gmail.com', port: 587, perSecond: 1 },
  postmark: { host: 'smtp.postmarkapp.com', port: 587, perSecond: usualPerSecond, user: 'password' },
} as const satisfies Readonly<Record<string, Preset>>

/** `ses`, or `ses:sa-east-1` for another of its regions. */
export const presetPattern = /^(ses|sendgrid|gmail|postmark|ses:[a-z]{2}(-[a-z]+)+-\d)$/
/** What `presetPattern` takes, in words. */
export const presetWords = `one of ${Object.keys(presets).join(', ')}; ses:REGION for a region of it, as ses:sa-east-1`

/** @param name as `presetPattern` has it */
export function toPreset(name: string): Preset {
  const [provider = '', region] = name.split(':')
  const preset: Preset = presets[provider as keyof typeof presets]
  return region === undefined ? preset : { ...preset, host: `email-smtp.${region}.amazonaws.com` }
}
