import { readdirSync, readFileSync, readlinkSync } from 'node:fs'

const listening = '0A'

/**
 * Who listens on a port of this computer, as `node (process 4711)`. Read from `/proc`; undefined on other systems, or where
 * the holder belongs to another account.
 */
export function findPortHolder(port: number): string | undefined {
  try {
    const sockets = new Set(['/proc/net/tcp', '/proc/net/tcp6'].flatMap((table) => listeningSockets(table, port)))
    for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name)))
      if (holdsOne(pid, sockets)) return `${readFileSync(`/proc/${pid}/comm`, 'utf8').trim()} (process ${pid})`
  } catch {
    // Nothing to say is no failure: the caller tells that the port is in use anyway.
  }
  return undefined
}

/** The sockets of `/proc/net/tcp` that listen on the port, as their descriptors are named. */
function listeningSockets(table: string, port: number): string[] {
  const suffix = `:${port.toString(16).toUpperCase().padStart(4, '0')}`
  return readFileSync(table, 'utf8')
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(([, local, , state]) => state === listening && local?.endsWith(suffix))
    .map((fields) => `socket:[${fields[9]}]`)
}

function holdsOne(pid: string, sockets: ReadonlySet<string>): boolean {
  try {
    return readdirSync(`/proc/${pid}/fd`).some((fd) => sockets.has(readlinkSync(`/proc/${pid}/fd/${fd}`)))
  } catch {
    return false // it ended, or it is not ours to look at
  }
}
