import { createHash, randomBytes } from 'node:crypto'

/** Sign-ins of this computer's own user: made by a link that the terminal showed, kept as long as the process lives. */
export interface LocalSignIns {
  /** A secret that signs in once, within `linkMs`. */
  createLink(now: number): string
  /** Trades a link's secret for a sign-in's secret; undefined if the link was used, is too old or never was. */
  redeem(secret: string, now: number): string | undefined
  isSignedIn(secret: string | undefined): boolean
}

const linkMs = 10 * 60_000

const newSecret = () => randomBytes(32).toString('base64url')
/** Looked up by hash, so that comparing takes as long for a near miss as for any other. */
const hash = (secret: string) => createHash('sha256').update(secret).digest('hex')

export function createLocalSignIns(): LocalSignIns {
  const links = new Map<string, number>()
  const signIns = new Set<string>()
  return {
    createLink: (now) => {
      const secret = newSecret()
      links.set(hash(secret), now + linkMs)
      return secret
    },
    redeem: (secret, now) => {
      const until = links.get(hash(secret))
      links.delete(hash(secret))
      if (until === undefined || until < now) return undefined
      const signIn = newSecret()
      signIns.add(hash(signIn))
      return signIn
    },
    isSignedIn: (secret) => secret !== undefined && signIns.has(hash(secret)),
  }
}
