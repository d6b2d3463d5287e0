import { mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createContext, Script } from 'node:vm'
import { describe, expect, it, onTestFinished } from 'vitest'
import { type BusService, openService } from '../../../tests/support/bus-service.ts'
import { until } from '../../../tests/support/desktop.ts'
import { needs } from '../../../tests/support/needs.ts'
import { startBus } from '../../../tests/support/shell-desktop.ts'
import { anyApp, listenTo } from '../../../tests/support/shell-figures.ts'
import { openKde } from './kde.ts'

interface KwinWindow {
  pid: number
  resourceClass: string
  caption: string
  captionChanged: ReturnType<typeof createSignal>
}

/** A signal as KWin's scripts know it. */
function createSignal() {
  const listeners = new Set<(window: KwinWindow | null) => void>()
  return {
    connect: (listener: (window: KwinWindow | null) => void) => listeners.add(listener),
    disconnect: (listener: (window: KwinWindow | null) => void) => listeners.delete(listener),
    emit: (window: KwinWindow | null) => {
      for (const listener of listeners) listener(window)
    },
  }
}

const toWindow = (pid: number, caption: string): KwinWindow => ({
  pid,
  caption,
  resourceClass: 'editor',
  captionChanged: createSignal(),
})

/** KWin as far as its scripts see it: it runs the agent's script, and hands on what that calls. */
async function openKwin(address: string, version: 5 | 6) {
  const activated = createSignal()
  const workspace = version === 5 ? { clientActivated: activated } : { windowActivated: activated }
  const scripts = new Map<string, string>()
  const seen: { file: string; mode: number }[] = []
  const path = version === 5 ? '/3' : '/Scripting/Script3'
  const service: BusService = await openService(address, ['org.kde.KWin'], (call) => {
    if (call.member === 'loadScript') {
      const [file, name] = call.body as [string, string]
      scripts.set(name, file)
      return ['i', 3]
    }
    if (call.member === 'unloadScript') return ['b', scripts.delete(String(call.body[0]))]
    if (call.member !== 'run') return undefined
    if (call.path !== path) return { error: 'org.freedesktop.DBus.Error.UnknownObject' }
    const [file] = [...scripts.values()]
    seen.push({ file: file!, mode: statSync(file!).mode & 0o777 })
    setTimeout(() =>
      new Script(readFileSync(file!, 'utf8')).runInContext(createContext({ workspace, callDBus, String })),
    )
    return ['']
  })
  const callDBus = (destination: string, at: string, iface: string, member: string, ...body: unknown[]) =>
    service.call({ destination, path: at, interface: iface, member, signature: 'issss', body })
  return { ...service, scripts, seen, activate: (window: KwinWindow | null) => activated.emit(window) }
}

async function listen(titles: boolean, version: 5 | 6) {
  const { child, address } = await startBus()
  // KWin was there before: one that comes while it is looked for is found at the second look.
  const kwin = await openKwin(address, version)
  const temporary = mkdtempSync(join(tmpdir(), 'usage-audit-test-'))
  const told = listenTo(openKde({ address, apps: anyApp, titles, temporary }))
  onTestFinished(async () => {
    await told.close()
    child.kill('SIGKILL')
  })
  const untilFront = (window: unknown) => until(async () => expect(told.windows.at(-1)?.window).toEqual(window))
  return { ...told, kwin, address, temporary, untilFront }
}

describe.runIf(needs('dbus-daemon', 'dbus-daemon'))('openKde', () => {
  it.each([5, 6] as const)(
    'openKde › has KWin %s tell which window is in front, and leaves nothing in it',
    async (version) => {
      const { kwin, temporary, watched, windows, untilFront, close } = await listen(false, version)
      await untilFront(null)
      expect(watched.at(-1)?.sources).toEqual(['window'])
      expect(kwin.seen).toEqual([{ file: expect.stringContaining(temporary), mode: 0o600 }])
      expect(statSync(dirname(kwin.seen[0]!.file)).mode & 0o777).toBe(0o700)
      const editor = toWindow(12, 'secret')
      kwin.activate(editor)
      await untilFront({ app: anyApp.appOf(12) })
      editor.captionChanged.emit(null)
      kwin.activate(toWindow(13, 'secret'))
      await untilFront({ app: anyApp.appOf(13) })
      expect(windows).toHaveLength(3)
      await close()
      expect([...kwin.scripts]).toEqual([])
      expect(readdirSync(temporary)).toEqual([])
      expect(JSON.stringify(kwin.calls.map(({ body }) => body))).not.toContain('secret')
      kwin.close()
    },
  )

  it('openKde › tells titles where they are wanted, and each change', async () => {
    const { kwin, untilFront } = await listen(true, 6)
    await untilFront(null)
    const [editor, mailer] = [toWindow(12, 'one "quoted"'), toWindow(13, 'mail')]
    kwin.activate(editor)
    await untilFront({ app: anyApp.appOf(12), title: 'one "quoted"' })
    editor.caption = 'two'
    editor.captionChanged.emit(null)
    await untilFront({ app: anyApp.appOf(12), title: 'two' })
    kwin.activate(mailer)
    await untilFront({ app: anyApp.appOf(13), title: 'mail' })
    kwin.activate(null)
    await untilFront(null)
    kwin.close()
  })

  it('openKde › watches nothing while KWin is gone, and again when it is back', async () => {
    const { kwin, address, watched, untilFront } = await listen(false, 5)
    await untilFront(null)
    kwin.close()
    await until(async () => expect(watched.at(-1)?.sources).toEqual([]))
    const again = await openKwin(address, 5)
    await until(async () => expect(watched.at(-1)?.sources).toEqual(['window']))
    again.close()
  })
})
