import { randomBytes } from 'node:crypto'

/** A secret of 256 bits, of letters that an address of the web takes as they are. */
export const newSecret = (): string => randomBytes(32).toString('base64url')
