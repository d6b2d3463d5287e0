import { readlinkSync } from 'node:fs'
import { isZone } from '../core/time.ts'

/**
 * Tells the zone the computer is in, at every call anew: a running program keeps the zone it began with, but its computer may
 * travel. Where the system's zone is no link to a named one, the one the program began with stands.
 * @param fixed the zone that the environment sets, which then does not change
 */
export function createZoneReader(fixed: string | undefined, link = '/etc/localtime'): () => string {
  const atStart = new Intl.DateTimeFormat().resolvedOptions().timeZone
  if (fixed) return () => atStart
  return () => readZoneLink(link) ?? atStart
}

function readZoneLink(link: string): string | undefined {
  try {
    const [, name] = /zoneinfo\/(.+)$/.exec(readlinkSync(link)) ?? []
    return name && isZone(name) ? name : undefined
  } catch {
    return undefined // no link, as on Windows and in small containers
  }
}
