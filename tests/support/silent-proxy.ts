import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** A way to a port that can fall silent, as when a firewall forgets connections or a cable is pulled: nothing is closed. */
export interface SilentProxy {
  readonly port: number
  /** Of every connection there is, nothing more ever arrives, on either side; later ones are well. */
  silence(): void
  /** Later connections go to another port; those that are there stay. */
  turnTo(target: number): void
  close(): Promise<void>
}

export async function startSilentProxy(first: number): Promise<SilentProxy> {
  let target = first
  const pairs = new Set<readonly [Socket, Socket]>()
  const silenced: Socket[] = []
  const server = createServer((client) => {
    const upstream = connect(target, '127.0.0.1')
    const pair = [client, upstream] as const
    pairs.add(pair)
    client.pipe(upstream).pipe(client)
    for (const [one, other] of [pair, [upstream, client] as const])
      one
        .on('error', () => {})
        .on('close', () => {
          if (pairs.delete(pair)) other.destroy()
        })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    silence: () => {
      for (const pair of pairs)
        for (const socket of pair) {
          socket.unpipe().pause()
          silenced.push(socket)
        }
      pairs.clear()
    },
    turnTo: (other) => {
      target = other
    },
    close: async () => {
      for (const socket of [...silenced, ...[...pairs].flat()]) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}
