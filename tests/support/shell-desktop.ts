import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, copyFileSync, existsSync, mkdirSync, readdirSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import { type Bus, connectBus } from '../../src/agent/dbus.ts'
import { type Desktop, type Moment, until } from './desktop.ts'
import { cleanEnvironment, newFolder } from './program.ts'

/** A desktop whose shell is on a message bus of its own: GNOME Shell or KWin under Wayland, without a screen. */
export interface ShellDesktop extends Desktop {
  /** What a program of this session finds in its environment. */
  readonly session: Readonly<Record<string, string>>
  /** Of its message bus. */
  readonly address: string
  readonly bus: Bus
  setTitle(app: string, title: string): Promise<Moment>
}

/** What differs between the shells. */
export interface ShellKind {
  readonly command: (folder: string) => readonly string[]
  readonly desktop: 'GNOME' | 'KDE'
  /** Throws until the shell is ready. */
  ready(bus: Bus): Promise<unknown>
  activate(bus: Bus, title: string): Promise<unknown>
  press(bus: Bus): Promise<unknown>
}

/** A message bus of its own; what it starts by itself gets `env`. */
export async function startBus(env = process.env): Promise<{ child: ChildProcess; address: string }> {
  const child = spawn('dbus-daemon', ['--session', '--nofork', '--print-address=3'], {
    env,
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  })
  const [line] = (await once(child.stdio[3] as NodeJS.ReadableStream, 'data')) as [Buffer]
  return { child, address: line.toString().trim() }
}

async function end(child: ChildProcess | undefined): Promise<void> {
  if (!child || child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGKILL')
  await ended
}

export async function openShellDesktop(kind: ShellKind): Promise<ShellDesktop> {
  const folder = realpathSync(newFolder())
  const runtime = join(folder, 'run')
  mkdirSync(runtime, { mode: 0o700 })
  const places = {
    HOME: folder,
    XDG_DATA_HOME: join(folder, 'data'),
    XDG_CONFIG_HOME: join(folder, 'config'),
    XDG_RUNTIME_DIR: runtime,
    XDG_SESSION_TYPE: 'wayland',
    XDG_CURRENT_DESKTOP: kind.desktop,
  }
  const [session, system] = [await startBus(cleanEnvironment(places)), await startBus(cleanEnvironment(places))]
  const buses = [session.child, system.child]
  const environment = {
    ...places,
    DBUS_SESSION_BUS_ADDRESS: session.address,
    DBUS_SYSTEM_BUS_ADDRESS: system.address,
    DISPLAY: '',
    LIBGL_ALWAYS_SOFTWARE: '1',
  }
  const bus = await connectBus(session.address, 10_000)
  const windows = new Map<string, ChildProcess>()
  let children: ChildProcess[] = []

  const timed = async (act: () => Promise<unknown>): Promise<Moment> => {
    const after = Date.now()
    await act()
    return { after, before: Date.now() }
  }
  const startShell = async () => {
    const [program, ...args] = kind.command(folder)
    const env = cleanEnvironment({ ...environment, WAYLAND_DISPLAY: '' })
    children.push(spawn(program!, args, { env, stdio: 'ignore' }))
    await until(() => kind.ready(bus))
  }
  const openDialog = async (app: string, title: string) => {
    if (title === app && windows.has(app)) return
    await end(windows.get(app))
    const program = join(folder, app)
    if (!existsSync(program)) copyFileSync('/usr/bin/zenity', program)
    chmodSync(program, 0o755)
    const display = readdirSync(runtime).find((name) => /^wayland-\d+$/.test(name))!
    const env = cleanEnvironment({ ...environment, WAYLAND_DISPLAY: display, GDK_BACKEND: 'wayland' })
    const child = spawn(program, ['--info', '--text', app, '--title', title], { env, stdio: 'ignore' })
    windows.set(app, child)
    children.push(child)
    await until(() => kind.activate(bus, title))
  }
  const endShell = async () => {
    await Promise.all(children.reverse().map(end))
    children = []
    windows.clear()
  }
  await startShell()
  return {
    name: kind.desktop,
    env: environment,
    session: environment,
    address: session.address,
    bus,
    keyOf: (app) => join(folder, app).replace(folder, '~'),
    openWindow: (app) => openDialog(app, app),
    setTitle: (app, title) => timed(() => openDialog(app, title)),
    bringToFront: (app) => timed(() => kind.activate(bus, app)),
    press: () => timed(() => kind.press(bus)),
    freeze: () => children[0]!.kill('SIGSTOP'),
    thaw: () => children[0]!.kill('SIGCONT'),
    kill: async () => {
      await endShell()
      bus.close()
      for (const child of buses) child.kill('SIGKILL')
    },
    restart: async () => {
      await endShell()
      await startShell()
    },
  }
}
