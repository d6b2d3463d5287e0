import { spawn } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openGnome } from '../../src/agent/presence/gnome.ts'
import { until } from '../support/desktop.ts'
import { evaluate, gnome, hasGnome } from '../support/gnome.ts'
import { checkPlan, recordDesktop } from '../support/presence-truth.ts'
import { cleanEnvironment, runProgram } from '../support/program.ts'
import { openShellDesktop, type ShellDesktop } from '../support/shell-desktop.ts'
import { anyApp, listenTo, measureSwitches, summarize } from '../support/shell-figures.ts'

const apps = ['editor', 'mailer', 'shell']
const plan = [
  ...Array.from({ length: 9 }, (_, i) => ({
    app: apps[i % 3]!,
    typeMs: i % 2 ? 0 : 3_000,
    lookMs: 2_000 + 1_000 * (i % 3),
  })),
  { app: 'editor', typeMs: 5_000, lookMs: 25_000 },
  { app: 'mailer', typeMs: 5_000, lookMs: 3_000 },
]

/** One after the other, in one shell: what the first installs the last takes away. */
describe.skipIf(!hasGnome())('GNOME Shell under Wayland', { timeout: 180_000 }, () => {
  let desktop: ShellDesktop
  let env: NodeJS.ProcessEnv
  const open = (titles: boolean) => openGnome({ address: desktop.address, apps: anyApp, titles, inputEveryMs: 2_000 })
  const findExtension = async () => {
    const { out } = await runProgram(['doctor', '--json'], env)
    const { findings } = JSON.parse(out) as { findings: { check: string; code: string }[] }
    return findings.find(({ check }) => check === 'extension')?.code
  }

  beforeAll(async () => {
    desktop = await openShellDesktop(gnome)
    env = cleanEnvironment(desktop.session)
  })
  afterAll(() => desktop?.kill())

  it('tells of input, and of no window before the extension is there', async () => {
    const told = listenTo(open(false))
    await until(async () => expect(told.watched.at(-1)?.sources).toEqual(['input']))
    await told.close()
    expect(told.windows).toEqual([])
    expect(await findExtension()).toBe('extension_absent')
  })

  it('runs the extension after the next log-in', async () => {
    const { out } = await runProgram(['agent', 'extension', 'install', '--json'], env)
    expect(JSON.parse(out)).toMatchObject({ enabled: true, running: false })
    expect(await findExtension()).toBe('extension_waiting')
    await desktop.restart()
    expect(await findExtension()).toBe('extension_fine')
    console.log(`GNOME Shell ${JSON.parse(out).shell}: the extension is installed and runs`)
  })

  it('is true, as the real agent records it', async () => {
    await checkPlan(desktop, plan, desktop.session)
  })

  it('tells at once, and exactly', async () => {
    for (const app of apps) await desktop.openWindow(app)
    const told = listenTo(open(true))
    await until(async () => expect(told.watched.at(-1)?.sources).toEqual(['input', 'window']))
    const lates = await measureSwitches(desktop, told, apps, 60)
    const errors: number[] = []
    for (let i = 0; i < 6; i++) {
      await sleep(2_500)
      for (let key = 0; key < 3; key++) await sleep(200).then(() => desktop.press('a'))
      const { after } = await desktop.press('a')
      await until(async () => expect(told.inputs.at(-1)).toBeGreaterThanOrEqual(after - 5))
      errors.push(Math.abs(told.inputs.at(-1)! - after))
    }
    await told.close()
    console.table({
      'a window came to the front: told after, ms': summarize(lates),
      'the last input: wrong by, ms': summarize(errors.sort((a, b) => a - b)),
    })
    expect(lates.at(-1)).toBeLessThan(300)
    expect(errors.at(-1)).toBeLessThan(300)
    expect(told.windows.at(-1)?.window).toMatchObject({ title: expect.stringMatching(/editor|mailer|shell/) })
  })

  it('asks nothing while nobody is there', async () => {
    const told = listenTo(open(false))
    await until(async () => expect(told.watched.at(-1)?.sources).toEqual(['input', 'window']))
    await sleep(4_000)
    const idle = await countCalls(desktop, 20_000, async () => {})
    const typing = await countCalls(desktop, 20_000, async () => void (await desktop.press('a')))
    await told.close()
    console.table({ 'calls in 20 s': { idle, typing } })
    expect(idle).toBe(0)
    expect(typing).toBeLessThanOrEqual(13)
  })

  it('tells no window while the screen is locked, and no title that nobody asked for', async () => {
    const told = listenTo(open(false))
    await desktop.openWindow('editor')
    await until(async () => expect(told.windows.at(-1)?.window).toEqual({ app: expect.anything() }))
    await evaluate(desktop.bus, "Main.sessionMode.pushMode('unlock-dialog'), true")
    await until(async () => expect(told.windows.at(-1)?.window).toBeNull())
    await evaluate(desktop.bus, "Main.sessionMode.popMode('unlock-dialog'), true")
    await until(async () => expect(told.windows.at(-1)?.window).not.toBeNull())
    expect(told.watched.at(-1)?.sources).toEqual(['input', 'window'])
    await told.close()
  })

  it('watches nothing while the shell is gone, and again when it is back', async () => {
    const recording = await recordDesktop(desktop, '1s', desktop.session)
    await recording.untilWatched(['input', 'window'])
    await desktop.restart()
    const restartedAt = Date.now()
    await recording.untilWatched(['input', 'window'])
    await recording.stop()
    const clocks = (await recording.readSpans()).filter(({ source }) => source === 'clock')
    expect(clocks.some(({ detail, start }) => !detail?.watched && start <= restartedAt)).toBe(true)
  })

  it('is taken away again', async () => {
    const told = listenTo(open(false))
    await until(async () => expect(told.watched.at(-1)?.sources).toEqual(['input', 'window']))
    expect((await runProgram(['agent', 'extension', 'uninstall'], env)).exit).toBe(0)
    await until(async () => expect(told.watched.at(-1)?.sources).toEqual(['input']))
    await told.close()
    await desktop.restart()
    expect(await evaluate(desktop.bus, "'n' + Main.extensionManager.getUuids().length")).toBe('"n0"')
  })
})

/** Calls and signals of the part of the shell that knows of input, while something is done again and again. */
async function countCalls({ address }: ShellDesktop, ms: number, act: () => Promise<void>): Promise<number> {
  const monitor = spawn('dbus-monitor', ['--address', address, "interface='org.gnome.Mutter.IdleMonitor'"])
  let said = ''
  monitor.stdout.on('data', (chunk) => {
    said += chunk
  })
  await sleep(500)
  for (const start = Date.now(); Date.now() - start < ms; await sleep(250)) await act()
  monitor.kill()
  return said.match(/member=(GetIdletime|AddUserActiveWatch|WatchFired)/g)?.length ?? 0
}
