import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connectBus } from '../../src/agent/dbus.ts'
import { openKde } from '../../src/agent/presence/kde.ts'
import { until } from '../support/desktop.ts'
import { hasKde, kde } from '../support/kde.ts'
import { newFolder } from '../support/program.ts'
import { openShellDesktop, type ShellDesktop } from '../support/shell-desktop.ts'
import { anyApp, listenTo, measureSwitches, summarize } from '../support/shell-figures.ts'

describe.skipIf(!hasKde())('KWin under Wayland', { timeout: 60_000 }, () => {
  let desktop: ShellDesktop
  const listen = (titles: boolean) =>
    listenTo(openKde({ address: desktop.address, apps: anyApp, titles, temporary: newFolder() }))
  const isLoaded = async () => {
    const bus = await connectBus(desktop.address, 5_000)
    const scripting = { destination: 'org.kde.KWin', path: '/Scripting', interface: 'org.kde.kwin.Scripting' }
    const loaded = { ...scripting, member: 'isScriptLoaded', signature: 's', body: ['usage-audit-focus'] }
    const [is] = await bus.call(loaded)
    bus.close()
    return is
  }
  beforeAll(async () => {
    desktop = await openShellDesktop(kde)
  })
  afterAll(() => desktop?.kill())

  it('tells at once which window is in front, and keeps no script afterwards', async () => {
    const apps = ['editor', 'mailer', 'shell']
    for (const app of apps) await desktop.openWindow(app)
    const told = listen(false)
    await until(async () => expect(told.watched.at(-1)?.sources).toEqual(['window']))
    expect(await isLoaded()).toBe(true)
    const lates = await measureSwitches(desktop, told, apps, 60)
    console.table({ 'a window came to the front: told after, ms': summarize(lates) })
    expect(lates.at(-1)).toBeLessThan(500)
    expect(JSON.stringify(told.windows)).not.toContain('title')
    await told.close()
    expect(await isLoaded()).toBe(false)
  })

  it('tells titles to who wants them', async () => {
    const told = listen(true)
    await until(async () => expect(told.watched.at(-1)?.sources).toEqual(['window']))
    await desktop.setTitle('editor', 'olá "mundo"')
    await until(async () => expect(told.windows.at(-1)?.window?.title).toBe('olá "mundo"'))
    await told.close()
  })

  it('watches nothing while KWin is gone, and again when it is back', async () => {
    const told = listen(false)
    await until(async () => expect(told.watched.at(-1)?.sources).toEqual(['window']))
    await desktop.restart()
    await until(async () => expect(told.watched.map(({ sources }) => sources)).toEqual([['window'], [], ['window']]))
    await desktop.openWindow('editor')
    await until(async () => expect(told.windows.at(-1)?.window).not.toBeNull())
    await told.close()
  })
})
