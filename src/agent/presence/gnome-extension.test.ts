import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { createContext, Script } from 'node:vm'
import { build } from 'esbuild'
import { expect, it } from 'vitest'
import { newFolder } from '../../../tests/support/program.ts'
import { extensionFolder, findExtension, removeExtension, renderExtension, writeExtension } from './gnome-extension.ts'

/** As little of GNOME Shell as the extension touches; `front` is its window in front. */
function createShell() {
  const told: { to: string; body: unknown }[] = []
  const ends = new Map<string, () => void>()
  const rests: (() => void)[] = []
  const exported = new Set<string>()
  let service: { WatchAsync(args: [boolean], invocation: object): void } | undefined
  const [display, sessionMode] = [createSource({ focus_window: null as unknown }), createSource({ isLocked: false })]
  const session = {
    emit_signal: (to: string, _path: string, _iface: string, _member: string, body: unknown) => told.push({ to, body }),
    watch_name: (name: string, _flags: unknown, _appeared: null, vanished: () => void) => {
      ends.set(name, vanished)
      return name
    },
    unwatch_name: (name: string) => ends.delete(name),
    own_name: (name: string) => {
      exported.add(name)
      return name
    },
    unown_name: (name: string) => exported.delete(name),
  }
  const Gio = {
    DBus: { session },
    BusNameWatcherFlags: { NONE: 0 },
    BusNameOwnerFlags: { NONE: 0 },
    DBusExportedObject: {
      wrapJSObject: (xml: string, given: NonNullable<typeof service>) => {
        expect(xml).toContain('interface name="org.usageaudit.Focus"')
        service = given
        return { export: () => exported.add('object'), unexport: () => exported.delete('object') }
      },
    },
  }
  const GLib = {
    PRIORITY_DEFAULT: 0,
    SOURCE_REMOVE: false,
    // A function may be called with `new` and hand back what it likes, as GLib's does.
    Variant: function toVariant(_type: string, body: unknown[]) {
      return structuredClone(body)
    },
    timeout_add: (_priority: number, _ms: number, done: () => void) => rests.push(done),
    source_remove: (id: number) => rests.splice(id - 1, 1),
  }
  const Shell = {
    WindowTracker: { get_default: () => ({ get_window_app: () => ({ get_id: () => 'editor.desktop' }) }) },
  }
  const watch = (name: string, titles: boolean) =>
    service!.WatchAsync([titles], { return_value: () => {}, get_sender: () => name })
  return { Gio, GLib, Shell, display, sessionMode, told, ends, rests, exported, watch }
}

/** Something of GNOME's that tells of its changes. */
function createSource<T extends object>(properties: T) {
  const listeners = new Map<number, [string, () => void]>()
  let last = 0
  return Object.assign(properties, {
    listeners,
    connect: (signal: string, listener: () => void) => {
      last++
      listeners.set(last, [signal, listener])
      return last
    },
    disconnect: (id: number) => expect(listeners.delete(id)).toBe(true),
    emit: (signal: string) => {
      for (const [of, listener] of [...listeners.values()]) if (of === signal) listener()
    },
  })
}

const createWindow = (pid: number, title: string) =>
  createSource({
    title,
    get_pid: () => pid,
    get_title() {
      return this.title
    },
    get_sandboxed_app_id: () => null,
    get_gtk_application_id: () => null,
    get_wm_class: () => 'editor',
    get_wm_class_instance: () => null,
  })

interface Extension {
  enable(): void
  disable(): void
}
type World = ReturnType<typeof createShell>

/** The legacy format, as GNOME 40 to 44 load it. */
async function loadScript(files: Readonly<Record<string, string>>, { Gio, GLib, Shell, display, sessionMode }: World) {
  const imports = { gi: { Gio, GLib, Shell }, ui: { main: { sessionMode } } }
  const context = createContext({ imports, global: { display } })
  return new Script(`${files['extension.js']}\ninit()`).runInContext(context) as Extension
}

/** ES modules, as GNOME 45 and later load them. */
async function loadModule(files: Readonly<Record<string, string>>, { Gio, GLib, Shell, display, sessionMode }: World) {
  const { outputFiles } = await build({
    stdin: { contents: files['extension.js']! },
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'extension',
    plugins: [
      {
        name: 'gnome',
        setup: ({ onResolve, onLoad }) => {
          onResolve({ filter: /^(gi|resource):/ }, ({ path }) => ({ path, namespace: 'gnome' }))
          onLoad({ filter: /.*/, namespace: 'gnome' }, ({ path }) => ({
            contents: `module.exports = world['${path}']`,
          }))
        },
      },
    ],
  })
  const world = {
    'gi://Gio': Gio,
    'gi://GLib': GLib,
    'gi://Shell': Shell,
    'resource:///org/gnome/shell/ui/main.js': { sessionMode },
    'resource:///org/gnome/shell/extensions/extension.js': { Extension: class {} },
  }
  const context = createContext({ world, global: { display } })
  return new Script(`${outputFiles[0]!.text}\nnew extension.default()`).runInContext(context) as Extension
}

const formats = [
  ['40.0', loadScript],
  ['43.9', loadScript],
  ['45.beta', loadModule],
  ['48.2', loadModule],
] as const

it.each(formats)('the extension for GNOME %s › tells who asked, titles only if asked for', async (version, load) => {
  const shell = createShell()
  const extension = await load(renderExtension(version)!, shell)
  extension.enable()
  expect([...shell.exported]).toEqual(['object', 'org.usageaudit.Focus'])
  expect(shell.display.listeners.size).toBe(0)
  const window = createWindow(12, 'secret')
  shell.display.focus_window = window
  shell.watch(':1.7', false)
  expect(shell.told.splice(0)).toEqual([{ to: ':1.7', body: [12, ['editor.desktop', 'editor'], ''] }])
  window.emit('notify::title')
  expect([shell.told, shell.rests, window.listeners.size]).toEqual([[], [], 0])

  shell.watch(':1.8', true)
  expect(shell.told.splice(0)).toEqual([{ to: ':1.8', body: [12, ['editor.desktop', 'editor'], 'secret'] }])
  for (let i = 0; i < 100; i++) window.emit('notify::title')
  expect([shell.told.length, shell.rests.length]).toEqual([0, 1])
  shell.rests.splice(0)[0]!()
  expect(shell.told.splice(0).map(({ to }) => to)).toEqual([':1.8'])

  shell.sessionMode.isLocked = true
  shell.sessionMode.emit('updated')
  expect(shell.told.splice(0)).toEqual([
    { to: ':1.7', body: [0, [], ''] },
    { to: ':1.8', body: [0, [], ''] },
  ])
  for (const vanished of [...shell.ends.values()]) vanished()
  for (const source of [shell.display, shell.sessionMode, window]) expect(source.listeners.size).toBe(0)
  shell.watch(':1.9', true)
  extension.disable()
  for (const source of [shell.display, shell.sessionMode, window]) expect(source.listeners.size).toBe(0)
  expect([shell.exported.size, shell.ends.size]).toEqual([0, 0])
})

it('renderExtension › says for which versions it is, and knows which are too old', () => {
  const versions = (shell: string) => JSON.parse(renderExtension(shell)!['metadata.json']!)['shell-version']
  expect(versions('44.10')).toEqual(['40', '41', '42', '43', '44'])
  expect(versions('47.1')).toEqual(['45', '46', '47', '48'])
  for (const shell of ['3.38.4', '', 'GNOME']) expect(renderExtension(shell)).toBeUndefined()
})

it('writeExtension › puts it in place of another, for this account only', () => {
  const folder = extensionFolder(newFolder())
  const files = renderExtension('43.9')!
  expect(findExtension(folder, files)).toBe('absent')
  writeExtension(folder, renderExtension('46')!)
  expect(findExtension(folder, files)).toBe('other')
  writeExtension(folder, files)
  expect(findExtension(folder, files)).toBe('current')
  expect(JSON.parse(readFileSync(join(folder, 'metadata.json'), 'utf8'))).toMatchObject({
    uuid: folder.split('/').at(-1),
    name: expect.stringContaining('usage-audit'),
    description: expect.stringContaining('uninstall'),
  })
  expect(statSync(join(folder, 'extension.js')).mode & 0o777).toBe(0o600)
  expect([removeExtension(folder), removeExtension(folder)]).toEqual([true, false])
})
