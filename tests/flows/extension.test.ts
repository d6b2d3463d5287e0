import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { Variant } from '@jellybrick/dbus-next'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openService } from '../support/bus-service.ts'
import { examine } from '../support/doctor.ts'
import { needs } from '../support/needs.ts'
import { cleanEnvironment, newFolder, runProgram } from '../support/program.ts'
import { startBus } from '../support/shell-desktop.ts'

const id = 'usage-audit@usageaudit.org'
let bus: Awaited<ReturnType<typeof startBus>>
let shell: Awaited<ReturnType<typeof openShell>>

/** A GNOME Shell as far as the program asks it: it knows the extension, and switches it on or off. */
async function openShell(address: string, version: string) {
  const switched: unknown[] = []
  const service = await openService(address, ['org.gnome.Shell'], ({ member, body }) => {
    if (member === 'Get') return ['v', new Variant('s', version)]
    switched.push([member, ...body])
    return ['b', true]
  })
  return { ...service, switched }
}

/** A GNOME session under Wayland, for the program. */
const session = (dataHome: string) => ({
  XDG_DATA_HOME: dataHome,
  XDG_SESSION_TYPE: 'wayland',
  XDG_CURRENT_DESKTOP: 'GNOME',
  DBUS_SESSION_BUS_ADDRESS: bus.address,
})

describe.runIf(needs('dbus-daemon', 'dbus-daemon'))('usage-audit agent extension', () => {
  beforeAll(async () => {
    bus = await startBus()
    shell = await openShell(bus.address, '47.2')
  })
  afterAll(() => {
    shell?.close()
    bus?.child.kill('SIGKILL')
  })

  it('installs, is told of by the doctor, and goes again', async () => {
    const dataHome = newFolder()
    const folder = join(dataHome, 'gnome-shell/extensions', id)
    const env = cleanEnvironment(session(dataHome))
    const doctor = async () => (await examine(newFolder(), session(dataHome))).get('extension')
    expect(await doctor()).toMatchObject({
      code: 'extension_absent',
      fix: expect.stringContaining('extension install'),
    })

    const { exit, out } = await runProgram(['agent', 'extension', 'install'], env)
    expect({ exit, out }).toEqual({ exit: 0, out: expect.stringMatching(/Log out and in again/) })
    expect(out).toContain(folder)
    expect(readdirSync(folder).sort()).toEqual(['extension.js', 'metadata.json'])
    expect(await doctor()).toMatchObject({ code: 'extension_waiting', state: 'none' })
    const focus = await openService(bus.address, ['org.usageaudit.Focus'], () => undefined)
    expect(await doctor()).toMatchObject({ code: 'extension_fine', message: expect.stringContaining('47.2') })
    const again = await runProgram(['agent', 'extension', 'install', '--json'], env)
    expect(JSON.parse(again.out)).toEqual({ uuid: id, folder, shell: '47.2', enabled: true, running: true })
    focus.close()

    const removed = await runProgram(['agent', 'extension', 'uninstall'], env)
    expect(removed).toMatchObject({ exit: 0, out: expect.stringContaining(folder) })
    expect(existsSync(folder)).toBe(false)
    expect((await runProgram(['agent', 'extension', 'uninstall'], env)).out).toMatch(/not installed/)
    expect(shell.switched).toEqual([
      ['EnableExtension', id],
      ['EnableExtension', id],
      ['DisableExtension', id],
      ['DisableExtension', id],
    ])
  })

  it('takes an extension for another version of GNOME for what it is', async () => {
    const dataHome = newFolder()
    await runProgram(['agent', 'extension', 'install'], cleanEnvironment(session(dataHome)))
    shell.close()
    shell = await openShell(bus.address, '44.1')
    expect((await examine(newFolder(), session(dataHome))).get('extension')).toMatchObject({ code: 'extension_old' })
    shell.close()
    shell = await openShell(bus.address, '3.36.1')
    expect((await examine(newFolder(), session(dataHome))).get('extension')).toMatchObject({
      code: 'extension_unknown',
    })
    const refused = await runProgram(['agent', 'extension', 'install'], cleanEnvironment(session(dataHome)))
    expect(refused).toMatchObject({ exit: 69, err: expect.stringContaining('GNOME Shell 3.36.1 is too old') })
  })

  it('says so where there is no GNOME, and speaks of none in the doctor', async () => {
    const away = { ...session(newFolder()), DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nowhere' }
    const { exit, err } = await runProgram(['agent', 'extension', 'install'], cleanEnvironment(away))
    expect({ exit, err }).toEqual({ exit: 69, err: expect.stringMatching(/terminal of your GNOME session/) })
    expect((await examine(newFolder(), away)).has('extension')).toBe(false)
    expect((await examine(newFolder(), { ...away, XDG_CURRENT_DESKTOP: 'KDE' })).has('extension')).toBe(false)
  })
})
