import { setTimeout as sleep } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { afterEach, describe, expect, it } from 'vitest'
import { hasBus, type PrivateBus, startBus } from '../../tests/support/message-bus.ts'
import { type Bus, BusLost, BusRefused, connectBus } from './dbus.ts'

const daemons: PrivateBus[] = []
const buses: Bus[] = []

async function startDaemon() {
  const daemon = await startBus()
  daemons.push(daemon)
  return daemon
}

async function connect(address: string) {
  const bus = await connectBus(address, 2_000)
  buses.push(bus)
  return bus
}

const daemon = { destination: 'org.freedesktop.DBus', path: '/org/freedesktop/DBus', interface: 'org.freedesktop.DBus' }

describe.runIf(hasBus())('connectBus', () => {
  afterEach(async () => {
    for (const bus of buses.splice(0)) bus.close()
    for (const daemon of daemons.splice(0)) await daemon.kill()
  })

  it('connectBus › calls, and tells a refusal by its name', async () => {
    const bus = await connect((await startDaemon()).address)
    const [names] = await bus.call({ ...daemon, member: 'ListNames' })
    expect(names).toContain('org.freedesktop.DBus')
    const refused = bus.call({ ...daemon, member: 'NoSuchThing' })
    await expect(refused).rejects.toBeInstanceOf(BusRefused)
    await expect(refused).rejects.toMatchObject({ code: 'org.freedesktop.DBus.Error.UnknownMethod' })
  })

  it('connectBus › follows the owner of a name, and hears calls to its own objects, of nobody but whom it expects', async () => {
    const { address } = await startDaemon()
    const [one, two] = [await connect(address), await connect(address)]
    const owners: (string | undefined)[] = []
    await one.onOwner('org.example.Watched', (owner) => owners.push(owner))
    await two.call({ ...daemon, member: 'RequestName', signature: 'su', body: ['org.example.Watched', 0] })
    const heard: unknown[] = []
    await one.call({ ...daemon, member: 'RequestName', signature: 'su', body: ['org.example.Speaker', 0] })
    const there = { path: '/there', interface: 'org.example.Watched', member: 'Hear' }
    await two.answer({ ...there, sender: 'org.example.Speaker' }, (body) => heard.push(...body))
    const call = { ...there, destination: 'org.example.Watched', signature: 's' }
    await one.call({ ...call, body: ['olá'] })
    const stranger = await connect(address)
    await expect(stranger.call({ ...call, body: ['a lie'] })).rejects.toBeInstanceOf(BusRefused)
    two.close()
    await expect.poll(() => owners.length).toBe(3)
    expect(owners).toEqual([undefined, expect.stringMatching(/^:/), undefined])
    expect(heard).toEqual(['olá'])
  })

  it('connectBus › keeps no answer that nobody needs any more', async () => {
    const bus = await connect((await startDaemon()).address)
    const answers: WeakRef<readonly unknown[]>[] = []
    for (let i = 0; i < 20; i++) answers.push(new WeakRef(await bus.call({ ...daemon, member: 'ListNames' })))
    await sleep(10)
    setFlagsFromString('--expose-gc')
    runInNewContext('gc')()
    expect(answers.filter((answer) => answer.deref()).length).toBeLessThan(5)
  })

  it('connectBus › ends its questions when the bus is gone or silent', async () => {
    const { child, address } = await startDaemon()
    const bus = await connect(address)
    child.kill('SIGSTOP')
    await expect(bus.call({ ...daemon, member: 'ListNames' })).rejects.toBeInstanceOf(BusLost)
    child.kill('SIGKILL')
    await bus.lost
    await expect(bus.call({ ...daemon, member: 'ListNames' })).rejects.toBeInstanceOf(BusLost)
    await expect(Promise.race([connectBus(address, 500), sleep(5_000)])).rejects.toThrow()
  })
})
