import { mkdtempSync } from 'node:fs'
import { createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { App } from '../../core/apps.ts'
import { readClocks } from '../clocks.ts'
import type { PresenceEvents, PresenceSource } from './presence.ts'
import { openWayland } from './wayland.ts'
import { createSplitter, readArgs, toRequest, type WireMessage } from './wayland-wire.ts'

const manager = 'zwlr_foreign_toplevel_manager_v1'
const kdeIdle = 'org_kde_kwin_idle'
const extIdle = 'ext_idle_notifier_v1'
const firstToplevel = 0xff000000
const toplevelEvent = { title: 0, appId: 1, done: 5, closed: 6 }

/** One client of a compositor that does as the test says: events have the same form on the wire as requests. */
interface Peer {
  readonly socket: Socket
  readonly messages: WireMessage[]
  /** The objects that the client bound, by interface. */
  readonly bound: Map<string, number[]>
  send(object: number, opcode: number, ...args: (number | string)[]): void
  global(name: number, offered: string, version: number): void
}

let server: Server | undefined
let source: PresenceSource | undefined
afterEach(async () => {
  await source?.close()
  server?.close()
})

type Offer = readonly [name: number, offered: string, version: number]

function createPeer(socket: Socket, globals: readonly Offer[]) {
  let registry = 0
  const peer: Peer = {
    socket,
    messages: [],
    bound: new Map(),
    send: (object, opcode, ...args) => void socket.write(toRequest(object, opcode, args)),
    global: (name, offered, version) => peer.send(registry, 0, name, offered, version),
  }
  const answer = (message: WireMessage) => {
    const args = readArgs(message.body)
    peer.messages.push(message)
    if (message.object === 1 && message.opcode === 1) {
      registry = args.uint()
      for (const global of globals) peer.global(...global)
    } else if (message.object === 1) {
      const callback = args.uint()
      peer.send(callback, 0, 0)
      peer.send(1, 1, callback)
    } else if (message.object === registry) {
      args.uint()
      const offered = args.text()
      args.uint()
      peer.bound.set(offered, [...(peer.bound.get(offered) ?? []), args.uint()])
    }
  }
  return { peer, answer }
}

/** Answers `sync`, offers `globals`, and leaves the rest to `onMessage`. */
async function open(
  globals: readonly Offer[],
  { onMessage = (_: Peer, __: WireMessage) => {}, titles = false, everyMs = 50 } = {},
) {
  const path = join(mkdtempSync(join(tmpdir(), 'usage-audit-wayland-')), 'socket')
  const peers: Peer[] = []
  server = createServer((socket) => {
    const split = createSplitter()
    const { peer, answer } = createPeer(socket, globals)
    peers.push(peer)
    socket.on('error', () => {})
    socket.on('data', (chunk) => {
      for (const message of split(chunk)) {
        answer(message)
        onMessage(peer, message)
      }
    })
  })
  await new Promise<void>((resolve) => server!.listen(path, resolve))
  const told: unknown[] = []
  const events = {
    onWatching: (_: number, sources: readonly string[]) => told.push(sources.join(' ')),
    onWindow: (_: number, window: { app: App; title?: string } | null) =>
      told.push(window && [window.app.key, ...(window.title === undefined ? [] : [window.title])].join(' ')),
    onInput: () => told.push('input'),
  } as unknown as PresenceEvents
  const identity = {
    appOfClass: () => undefined,
    runningApps: () => ['/x/editor', '/x/mailer'].map((key) => ({ key, name: key })),
  }
  source = openWayland({ path, identity, titles, inputEveryMs: everyMs, patienceMs: 1_000 })(events, readClocks)
  await vi.waitFor(() => expect(peers.length).toBe(1))
  return { peers, told, peer: peers[0]! }
}

const untilBound = (peer: Peer, offered: string, times = 1) =>
  vi.waitFor(() => {
    expect(peer.bound.get(offered)?.length).toBe(times)
    return peer.bound.get(offered)!.at(-1)!
  })

/** Tells of a window; `state` as the bytes of its array. */
function tellWindow(peer: Peer, id: number, appId: string | undefined, isActivated: boolean, title?: string) {
  if (title !== undefined) peer.send(id, toplevelEvent.title, title)
  if (appId !== undefined) peer.send(id, toplevelEvent.appId, appId)
  tellState(peer, id, isActivated ? [0, 2] : [0])
  peer.send(id, toplevelEvent.done)
}
const tellState = (peer: Peer, id: number, states: readonly number[]) => peer.send(id, 4, states.length * 4, ...states)

describe('openWayland', () => {
  it('openWayland › tells of the window in front once all is said, and of the last of several', async () => {
    const { peer, told } = await open([[1, manager, 3]])
    const id = await untilBound(peer, manager)
    peer.send(id, 0, firstToplevel)
    peer.send(firstToplevel, toplevelEvent.appId, 'editor')
    tellState(peer, firstToplevel, [2])
    await vi.waitFor(() => expect(told).toEqual(['window', null]))
    peer.send(firstToplevel, toplevelEvent.done)
    await vi.waitFor(() => expect(told.at(-1)).toBe('/x/editor'))
    peer.send(id, 0, firstToplevel + 1)
    tellWindow(peer, firstToplevel + 1, 'mailer', true)
    await vi.waitFor(() => expect(told.at(-1)).toBe('/x/mailer'))
    peer.send(firstToplevel + 1, toplevelEvent.closed)
    await vi.waitFor(() => expect(told.at(-1)).toBe('/x/editor'))
    // Its number is given back, and may be another window's.
    await vi.waitFor(() =>
      expect(peer.messages).toContainEqual(expect.objectContaining({ object: firstToplevel + 1, opcode: 7 })),
    )
    peer.send(id, 0, firstToplevel + 1)
    tellWindow(peer, firstToplevel + 1, 'nobody', true)
    await vi.waitFor(() => expect(told.at(-1)).toBe(null))
    peer.send(id, 1)
    await vi.waitFor(() => expect(told.at(-1)).toBe(''))
  })

  it('openWayland › tells a change of the title where titles are wanted', async () => {
    const { peer, told } = await open([[1, manager, 3]], { titles: true })
    const id = await untilBound(peer, manager)
    peer.send(id, 0, firstToplevel)
    tellWindow(peer, firstToplevel, 'editor', true, 'a.md')
    await vi.waitFor(() => expect(told.at(-1)).toBe('/x/editor a.md'))
    for (const title of ['b.md', 'c.md', 'd.md']) tellWindow(peer, firstToplevel, undefined, true, title)
    await vi.waitFor(() => expect(told.at(-1)).toBe('/x/editor d.md'))
    expect(told.length).toBeLessThan(7)
  })

  it('openWayland › keeps no title where none is wanted', async () => {
    const { peer, told } = await open([[1, manager, 3]])
    peer.send(await untilBound(peer, manager), 0, firstToplevel)
    tellWindow(peer, firstToplevel, 'editor', true, 'secret')
    await vi.waitFor(() => expect(told.at(-1)).toBe('/x/editor'))
  })

  it('openWayland › watches input once there is a seat, by every seat, and takes numbers that were given back again', async () => {
    let proofs = 0
    const onMessage = (peer: Peer, { object, opcode, body }: WireMessage) => {
      if (object !== peer.bound.get(kdeIdle)?.[0] || opcode !== 0) return
      const args = readArgs(body)
      const id = args.uint()
      args.uint()
      if (args.uint() !== 1) return
      proofs++
      peer.send(id, 0)
      peer.send(1, 1, id)
    }
    const { peer, told } = await open([[1, kdeIdle, 1]], { onMessage })
    await untilBound(peer, kdeIdle)
    expect(told).toEqual([])
    peer.global(2, 'wl_seat', 7)
    await vi.waitFor(() => expect(told).toEqual(['input']))
    await vi.waitFor(() => expect(proofs).toBeGreaterThan(10))
    expect(Math.max(...peer.messages.map(({ object }) => object))).toBeLessThan(20)
    peer.global(3, 'wl_seat', 7)
    await untilBound(peer, 'wl_seat', 2)
    peer.send(2, 1, 2)
    peer.send(2, 1, 3)
    await vi.waitFor(() => expect(told.at(-1)).toBe(''))
  })

  it('openWayland › prefers the protocol that no program keeps from telling', async () => {
    const { peer, told } = await open([
      [1, kdeIdle, 1],
      [2, 'wl_seat', 7],
      [3, extIdle, 2],
    ])
    await vi.waitFor(() => expect(told).toEqual(['input']))
    const notifier = peer.bound.get(extIdle)![0]!
    const asked = peer.messages.filter(({ object }) => object === notifier)
    expect(asked.map(({ opcode }) => opcode)).toEqual([2])
  })

  it('openWayland › asks nothing of a compositor that offers nothing, until it does', async () => {
    const { peer, peers, told } = await open([[1, 'wl_seat', 7]], { everyMs: 10 })
    await untilBound(peer, 'wl_seat')
    const asked = peer.messages.length
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect([peers.length, peer.messages.length, told]).toEqual([1, asked, []])
    peer.global(2, manager, 3)
    await vi.waitFor(() => expect(told).toEqual(['window', null]))
  })

  it.each<[string, (peer: Peer) => void]>([
    ['says that we did something wrong', (peer) => peer.send(1, 0, 3, 1, 'invalid object')],
    ['sends what is no message', (peer) => peer.socket.write(Buffer.alloc(64))],
    ['tells of a window without a number', (peer) => peer.send(peer.bound.get(manager)![0]!, 0)],
    ['gives a window one of our numbers', (peer) => peer.send(peer.bound.get(manager)![0]!, 0, 7)],
    [
      'opens windows without end',
      (peer) => {
        for (let i = 0; i < 10_001; i++) peer.send(peer.bound.get(manager)![0]!, 0, firstToplevel + i)
      },
    ],
    [
      'sends a text longer than its message',
      (peer) => {
        peer.send(peer.bound.get(manager)![0]!, 0, firstToplevel)
        peer.send(firstToplevel, toplevelEvent.appId, 0xffff)
      },
    ],
    ['ends', (peer) => peer.socket.destroy()],
    ['falls silent', (peer) => peer.socket.pause()],
  ])('openWayland › watches nothing more of a compositor that %s', async (_, act) => {
    const { peer, told } = await open([[1, manager, 3]])
    await untilBound(peer, manager)
    await vi.waitFor(() => expect(told).toEqual(['window', null]))
    act(peer)
    await vi.waitFor(() => expect(told).toEqual(['window', null, '']), 5_000)
  })

  it('openWayland › survives numbers that are given back and were never taken', async () => {
    const { peer, told } = await open([[1, manager, 3]])
    const id = await untilBound(peer, manager)
    for (const wrong of [0, 1, 4_000, 0xffff_ffff]) peer.send(1, 1, wrong)
    for (let i = 0; i < 3; i++) peer.send(1, 1, 3)
    peer.send(4_711, 9, 'to nobody')
    peer.send(id, 0, firstToplevel)
    tellWindow(peer, firstToplevel, 'editor', true)
    await vi.waitFor(() => expect(told.at(-1)).toBe('/x/editor'))
  })
})
