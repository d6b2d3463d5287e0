import { statSync } from 'node:fs'
import type { Server } from 'node:https'
import { secondMs } from '../../core/time.ts'
import type { Log } from '../log.ts'
import { type PairFiles, readPair } from './pair.ts'

/** Network folders and renamed links tell nobody of a change, so the files are looked at. */
const lookMs = secondMs

/**
 * Takes a new certificate as soon as its files have come to rest; connections that are open go on. A pair that is no good is
 * told in the log once, and the one before stays. Ends with the server.
 */
export function followPair(server: Server, files: PairFiles, { log, now }: { readonly log: Log; now(): number }): void {
  let taken = stamp(files)
  let seen = taken
  const timer = setInterval(() => {
    const found = stamp(files)
    const atRest = found === seen
    seen = found
    if (!atRest || found === taken) return
    taken = found
    try {
      const { cert, key, endsAt } = readPair(files, now())
      server.setSecureContext({ cert, key, minVersion: 'TLSv1.2' })
      log.info({ until: new Date(endsAt).toISOString() }, 'a new certificate is in use')
    } catch (error) {
      log.error({ err: error }, 'the new certificate cannot be used, and the one before stays in use')
    }
  }, lookMs).unref()
  server.once('close', () => clearInterval(timer))
}

const stamp = ({ certFile, keyFile }: PairFiles): string => `${stampOf(certFile)} ${stampOf(keyFile)}`

function stampOf(file: string): string {
  const found = statSync(file, { throwIfNoEntry: false, bigint: true })
  return found ? `${found.dev}:${found.ino}:${found.size}:${found.mtimeNs}:${found.ctimeNs}` : 'absent'
}
