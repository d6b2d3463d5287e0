import { isIP } from 'node:net'
import * as z from 'zod'
import { parseAddress } from '../core/addresses.ts'
import { parseDuration } from './durations.ts'
import { parseSize } from './sizes.ts'

/*
 * A value comes as TOML gives it (number, boolean, text) or, from the environment and from flags, as text. A schema's
 * description is what is allowed, in words that follow "must be"; the reason of a refusal that needs more is an issue of
 * its own.
 */

const digits = z.union([z.number(), z.string().regex(/^\d+$/).transform(Number)])
export const wholeNumber = (min: number, max: number) => digits.pipe(z.number().int().min(min).max(max))

export const yesOrNo = z
  .union([z.boolean(), z.enum(['true', 'false']).transform((text) => text === 'true')])
  .describe('true or false')

export const text = z.string().trim().min(1)
export const path = text.describe('the path of a file or folder')

/** Milliseconds from `10s`, `5m`, `2h`, `1d`. */
export const duration = (minMs: number, maxMs: number) =>
  text.transform(parseDuration).pipe(z.number().min(minMs).max(maxMs))

/** Bytes from `200MB`, `2GB`. */
export const size = (min: number, max: number) => text.transform(parseSize).pipe(z.number().min(min).max(max))

export const parseUrl = (value: string) => (URL.canParse(value) ? new URL(value) : undefined)

/** An http(s) address without name, password, query or fragment; given back without a slash at its end. */
export const webAddress = text
  .refine((value) => {
    const url = parseUrl(value)
    return url && /^https?:$/.test(url.protocol) && !(url.username || url.password || url.search || url.hash)
  })
  .transform((value) => new URL(value).href.replace(/\/$/, ''))

export const oneAddress = (value: string, issues: z.RefinementCtx) => {
  const address = parseAddress(value)
  if (!address) issues.addIssue('not one e-mail address')
  return address ?? z.NEVER
}

export const isHost = (host: string) => isIP(host) !== 0 || /^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$/.test(host)

export const isMailDomain = (domain: string) => domain.includes('.') && parseAddress(`x@${domain}`) !== undefined

/** `127.0.0.1:9464`, `[::1]:9464` */
export function parseListen(value: string, issues: z.RefinementCtx): { host: string; port: number } {
  const [, bracketed, plain, digits] = /^(?:\[([^\]]+)\]|([^:]+)):(\d{1,5})$/.exec(value) ?? []
  const [host, port] = [bracketed ?? plain ?? '', Number(digits)]
  if (isHost(host) && port <= 65_535) return { host, port }
  issues.addIssue('not a host and a port')
  return z.NEVER
}
