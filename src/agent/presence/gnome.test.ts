import type { ChildProcess } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import { openService } from '../../../tests/support/bus-service.ts'
import { until } from '../../../tests/support/desktop.ts'
import { needs } from '../../../tests/support/needs.ts'
import { startBus } from '../../../tests/support/shell-desktop.ts'
import { anyApp, listenTo } from '../../../tests/support/shell-figures.ts'
import { openGnome } from './gnome.ts'

const monitor = 'org.gnome.Mutter.IdleMonitor'
const focus = 'org.usageaudit.Focus'
const everyMs = 200

const daemons: ChildProcess[] = []
afterEach(() => {
  for (const daemon of daemons.splice(0)) daemon.kill('SIGKILL')
})

async function newBus(): Promise<string> {
  const { child, address } = await startBus()
  daemons.push(child)
  return address
}

/** What GNOME Shell tells of input, with an input at `touch`. */
async function openShell(address: string) {
  let touchedAt = Date.now() - 10_000
  let isWatched = false
  const service = await openService(address, [monitor], ({ member }) => {
    if (member === 'GetIdletime') return ['t', BigInt(Date.now() - touchedAt)]
    if (member !== 'AddUserActiveWatch') return undefined
    isWatched = true
    return ['u', 7]
  })
  const touch = () => {
    touchedAt = Date.now()
    const fired = { path: '/org/gnome/Mutter/IdleMonitor/Core', interface: monitor, member: 'WatchFired' }
    if (isWatched) service.signal({ ...fired, signature: 'u', body: [7] })
    isWatched = false
    return touchedAt
  }
  /** As at the end of a film: the time since the last input begins anew, and nobody touched anything. */
  const endFilm = () => {
    touchedAt = Date.now()
  }
  const count = (member: string) => service.calls.filter((call) => call.member === member).length
  return { ...service, touch, endFilm, count }
}

/** The extension; `front` is what it tells. */
async function openExtension(address: string) {
  const told = { path: '/org/usageaudit/Focus', interface: focus, member: 'Front' }
  const service = await openService(address, [focus], ({ member }) => (member === 'Watch' ? [''] : undefined))
  return {
    ...service,
    front: (...body: unknown[]) => service.signal({ ...told, signature: 'uass', body }),
    tell: (signature: string, ...body: unknown[]) => service.signal({ ...told, signature, body }),
  }
}

function listen(address: string, titles = false) {
  const told = listenTo(openGnome({ address, apps: anyApp, titles, inputEveryMs: everyMs }))
  const untilWatched = (...sources: string[]) =>
    until(async () => expect(told.watched.at(-1)?.sources ?? []).toEqual(sources))
  return { ...told, untilWatched }
}

describe.runIf(needs('dbus-daemon', 'dbus-daemon'))('openGnome', () => {
  it('openGnome › asks for the last input while somebody is there, and nothing while nobody is', async () => {
    const address = await newBus()
    const shell = await openShell(address)
    const { inputs, untilWatched } = listen(address)
    await untilWatched('input')
    await until(async () => expect(shell.count('AddUserActiveWatch')).toBe(1))
    await sleep(2 * everyMs)
    const asked = shell.count('GetIdletime')
    shell.endFilm()
    await sleep(5 * everyMs)
    expect(shell.count('GetIdletime')).toBe(asked)
    expect(inputs).toEqual([])
    for (let i = 0; i < 3; i++) {
      const at = shell.touch()
      await until(async () => expect(inputs.some((input) => Math.abs(input - at) <= 50)).toBe(true))
      await sleep(2 * everyMs)
    }
    await until(async () => expect(shell.count('AddUserActiveWatch')).toBe(4))
    shell.close()
  })

  it('openGnome › tells of windows while the extension is there, and asks for titles only if it is to', async () => {
    const address = await newBus()
    const shell = await openShell(address)
    const { windows, untilWatched } = listen(address)
    await untilWatched('input')
    const extension = await openExtension(address)
    await until(async () =>
      expect(extension.calls.map(({ member, body }) => [member, body])).toEqual([['Watch', [false]]]),
    )
    extension.front(12, ['editor.desktop'], '')
    extension.front(0, [], '')
    await untilWatched('input', 'window')
    await until(async () => expect(windows.map(({ window }) => window)).toEqual([{ app: anyApp.appOf(12) }, null]))
    extension.close()
    await untilWatched('input')
    shell.close()
  })

  it('openGnome › asks for titles where they are wanted', async () => {
    const address = await newBus()
    const shell = await openShell(address)
    const extension = await openExtension(address)
    const { windows } = listen(address, true)
    await until(async () => expect(extension.calls.at(-1)?.body).toEqual([true]))
    extension.front(12, [], 'olá')
    await until(async () => expect(windows.at(-1)?.window).toEqual({ app: anyApp.appOf(12), title: 'olá' }))
    for (const service of [extension, shell]) service.close()
  })

  it('openGnome › takes whatever somebody tells', async () => {
    const address = await newBus()
    const shell = await openShell(address)
    const extension = await openExtension(address)
    const { windows } = listen(address)
    await until(async () => expect(extension.calls.length).toBe(1))
    extension.tell('')
    extension.tell('s', 'editor')
    extension.tell('iai', -1, [1, 2])
    extension.front(
      4,
      Array.from({ length: 1_000 }, () => 'x'.repeat(1_000)),
      '',
    )
    await until(async () => expect(windows.at(-1)?.window).toEqual({ app: anyApp.appOf(4) }))
    expect(windows.slice(0, -1).map(({ window }) => window)).toEqual([null, null, null])
    for (const service of [extension, shell]) service.close()
  })

  it('openGnome › watches nothing while the shell is gone, and again when it is back', async () => {
    const address = await newBus()
    const shell = await openShell(address)
    const { watched, untilWatched } = listen(address)
    await untilWatched('input')
    shell.close()
    await untilWatched()
    const again = await openShell(address)
    await untilWatched('input')
    expect(watched.map(({ sources }) => sources)).toEqual([['input'], [], ['input']])
    again.close()
  })

  it('openGnome › ends at once, also where there is no bus', async () => {
    const told = listen('unix:path=/nowhere')
    await sleep(100)
    const start = Date.now()
    await told.close()
    expect(Date.now() - start).toBeLessThan(2_000)
    expect(told.watched).toEqual([])
  })
})
