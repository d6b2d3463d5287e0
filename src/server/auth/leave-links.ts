import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'
import type { Subject } from '../store/wishes.ts'

/** Addresses at which a reader leaves a report, without signing in: only who has the server's key makes them. */
export interface LeaveLinks {
  /** A token that names the report and its reader, for an address; it does not end. */
  toToken(of: Subject): string
  /** Undefined for a token that this server never made. */
  read(token: string): Subject | undefined
}

/** Too many for anybody to try, and few enough for an address. */
const macBytes = 16

/** @param key the server's own; what is signed here means nothing anywhere else */
export function createLeaveLinks(key: Uint8Array): LeaveLinks {
  const own = Buffer.from(hkdfSync('sha256', key, '', 'usage-audit unsubscribe', 32))
  const macOf = (body: string) => createHmac('sha256', own).update(body).digest().subarray(0, macBytes)
  return {
    toToken: ({ orgId, reader, kind, about }) => {
      const body = Buffer.from(JSON.stringify([orgId, reader, kind, about])).toString('base64url')
      return `${body}.${macOf(body).toString('base64url')}`
    },
    read: (token) => {
      const [, body = '', mac = ''] = /^([\w-]{1,600})\.([\w-]{22})$/.exec(token) ?? []
      const given = Buffer.from(mac, 'base64url')
      if (given.length !== macBytes || !timingSafeEqual(given, macOf(body))) return undefined
      const [orgId, reader, kind, about] = JSON.parse(Buffer.from(body, 'base64url').toString('utf8')) as [
        number,
        string,
        string,
        string,
      ]
      return { orgId, reader, kind, about }
    },
  }
}
