import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { chmodSync, copyFileSync, readFileSync, realpathSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { needs } from './needs.ts'
import { newFolder } from './program.ts'

const run = promisify(execFile)

/** Whether real windows can be opened here. */
export const hasDesktop = (): boolean =>
  process.platform === 'linux' &&
  ['xvfb:Xvfb', 'openbox:openbox', 'xdotool:xdotool', 'xterm:xterm']
    .map((pair) => pair.split(':') as [string, string])
    .map(([aptPackage, tool]) => needs(tool, aptPackage))
    .every(Boolean)

/** A desktop of its own without a screen, and programs that each are an app. */
export interface Desktop {
  readonly name: string
  /** Where programs find it. */
  readonly env: Readonly<Record<string, string>>
  /** The path of the program behind each window, which is the key of its app. */
  readonly keyOf: (app: string) => string
  openWindow(app: string): Promise<void>
  /** Gives a window another title. */
  setTitle(app: string, title: string): Promise<unknown>
  /** Brings a window to the front. @returns when it was asked for, and when it was there */
  bringToFront(app: string): Promise<Moment>
  press(key: string): Promise<Moment>
  /** The display answers nobody until it is thawed. */
  freeze(): void
  thaw(): void
  /** The display ends with everything on it. */
  kill(): Promise<void>
  /** The same display, started anew. */
  restart(): Promise<void>
}

/** Something happened between these two instants. */
export interface Moment {
  readonly after: number
  readonly before: number
}

/** Xvfb and openbox. */
export async function openDesktop(): Promise<Desktop> {
  const folder = realpathSync(newFolder())
  let children: ChildProcess[] = []
  // Its own for good: the first free number would be another desktop's while this one is gone.
  const display = `:${randomInt(1_000, 30_000)}`
  let server = await startServer(display)
  children.push(server)
  // xdotool takes what it is given for text of the locale.
  const env = { ...process.env, LC_ALL: 'C.UTF-8', DISPLAY: display }
  const xdotool = (...args: string[]) => run('xdotool', args, { env, timeout: 10_000 })
  const windows = new Map<string, string>()
  const pids = new Map<string, number>()

  const startManager = async () => {
    // It ends at once where the display is not there yet, and nobody would start it again.
    await until(() => xdotool('getmouselocation'))
    children.push(spawn('openbox', ['--sm-disable'], { env, stdio: 'ignore' }))
    await until(() => xdotool('get_desktop'))
  }
  const kill = async () => {
    await killAll(children)
    children = []
    windows.clear()
  }
  await startManager()
  return {
    name: 'X11',
    env: { DISPLAY: display, XDG_SESSION_TYPE: 'x11', WAYLAND_DISPLAY: '' },
    keyOf: (app) => join(folder, app),
    openWindow: async (app) => {
      const program = placeProgram('/usr/bin/xterm', join(folder, app))
      const utf8 = { ...env, LC_ALL: 'C.UTF-8' }
      const child = spawn(program, ['-u8', '-title', app, '-e', 'cat'], { env: utf8, stdio: 'ignore' })
      children.push(child)
      pids.set(app, child.pid!)
      const { stdout } = await until(() => xdotool('search', '--sync', '--onlyvisible', '--name', `^${app}$`))
      windows.set(app, stdout.trim().split('\n').at(-1)!)
    },
    setTitle: async (app, title) => printTitle(pids.get(app)!, title),
    bringToFront: (app) => timed(() => xdotool('windowactivate', '--sync', windows.get(app)!)),
    press: (key) => timed(() => xdotool('key', key)),
    freeze: () => server.kill('SIGSTOP'),
    thaw: () => server.kill('SIGCONT'),
    kill,
    restart: async () => {
      server = await startServer(display)
      children.push(server)
      await startManager()
    },
  }
}

/** @returns an X server that answers; throws where the display is somebody's already */
async function startServer(display: string): Promise<ChildProcess> {
  const args = [display, '-displayfd', '3', '-screen', '0', '800x600x24', '-nolisten', 'tcp', '-noreset']
  const server = spawn('Xvfb', args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] })
  const refused = once(server, 'exit').then(([code]) => {
    throw new Error(`Xvfb ended at once with ${code}: is ${display} taken?`)
  })
  await Promise.race([once(server.stdio[3] as NodeJS.ReadableStream, 'data'), refused])
  return server
}

/** A copy of a program, under a path of its own: another app. */
export function placeProgram(from: string, to: string): string {
  copyFileSync(from, to)
  chmodSync(to, 0o755)
  return to
}

/** Lets the program in a terminal print what gives its window another title. */
export function printTitle(terminal: number, title: string): void {
  const [inside] = readFileSync(`/proc/${terminal}/task/${terminal}/children`, 'utf8').split(' ')
  writeFileSync(`/proc/${inside}/fd/1`, `\u001b]2;${title}\u0007`)
}

export async function timed(act: () => Promise<unknown>): Promise<Moment> {
  const after = Date.now()
  await act()
  return { after, before: Date.now() }
}

/** The youngest first; settles once all have ended. */
export async function killAll(children: readonly ChildProcess[]): Promise<void> {
  const ended = children.map((child) => (child.exitCode ?? child.signalCode) || once(child, 'exit'))
  for (const child of [...children].reverse()) child.kill('SIGKILL')
  await Promise.all(ended)
}

/** Tries until it works, twenty seconds at most unless said otherwise. */
export async function until<T>(attempt: () => Promise<T>, withinMs = 20_000): Promise<T> {
  const start = Date.now()
  for (;;) {
    try {
      return await attempt()
    } catch (error) {
      if (Date.now() - start > withinMs) throw error
      await sleep(100)
    }
  }
}
