import { createHash } from 'node:crypto'
import { hashToken } from '../store/devices.ts'

/*
 * An invitation has two links: the one that is mailed, and one for whoever invites to hand over themself, where mails do not leave or
 * get lost. What came by mail shows that the address is the reader's; what was handed over shows nothing. The second follows from the
 * first and never the other way, so who has only been shown the second cannot show an address to be theirs.
 */

const mark = 'handed-'

/** The other link's secret. */
export const toHanded = (secret: string): string =>
  mark + createHash('sha256').update(`${mark}${secret}`).digest('base64url')

export const isHanded = (secret: string): boolean => secret.startsWith(mark)

/** By which of the two a row may be kept that a secret opens. */
export const hashesOf = (secret: string): string[] =>
  isHanded(secret) ? [hashToken(secret)] : [hashToken(secret), hashToken(toHanded(secret))]
