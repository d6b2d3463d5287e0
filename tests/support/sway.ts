import { type ChildProcess, execFile, type SpawnOptions, spawn } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { promisify } from 'node:util'
import { type Desktop, killAll, placeProgram, printTitle, timed, until } from './desktop.ts'
import { needs } from './needs.ts'
import { newFolder } from './program.ts'

const run = promisify(execFile)

/** Whether a Wayland compositor can be started here. */
export const hasSway = (): boolean =>
  process.platform === 'linux' &&
  ['sway:sway', 'foot:foot', 'wtype:wtype', 'xwayland:Xwayland', 'xterm:xterm']
    .map((pair) => pair.split(':') as [string, string])
    .map(([aptPackage, tool]) => needs(tool, aptPackage))
    .every(Boolean)

export interface Sway extends Desktop {
  /** Lets a window keep the screen on, or not. */
  inhibitIdle(app: string, inhibit: boolean): Promise<void>
  /** Opens a window of an X11 program; Xwayland lets in none but those of sway's own account. */
  openX11Window(app: string): Promise<void>
}

/** Refuses to run as root: there it is somebody else, to whose socket root has the key. */
const account = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {}

interface Node {
  readonly id: number
  readonly pid?: number
  readonly app_id?: string | null
  readonly nodes?: readonly Node[]
  readonly floating_nodes?: readonly Node[]
}

/** sway without a screen; windows are terminals, keys come from a virtual keyboard. */
export async function openSway({ xwayland = false } = {}): Promise<Sway> {
  const folder = realpathSync(newFolder())
  const runtime = mkdtempSync(join(tmpdir(), 'usage-audit-sway-'))
  if (account.uid) for (const place of [folder, runtime]) chownSync(place, account.uid, account.gid)
  /** Wayland tells a window's app by name only: another desktop's editor, at work meanwhile, must not be named so too. */
  const nameOf = (app: string) => `${app}-${basename(runtime).slice(-6)}`
  const keyOf = (app: string) => join(folder, nameOf(app))
  const socket = join(runtime, 'sway.sock')
  const config = join(runtime, 'config')
  const lines = [`xwayland ${xwayland ? 'enable' : 'disable'}`, `exec printenv DISPLAY > ${runtime}/display`]
  writeFileSync(config, `${lines.join('\n')}\n`, { mode: 0o644 })
  const env = { XDG_RUNTIME_DIR: runtime, WAYLAND_DISPLAY: join(runtime, 'wayland-1'), XDG_SESSION_TYPE: 'wayland' }
  const own = { ...process.env, ...env, SWAYSOCK: socket, XDG_CURRENT_DESKTOP: 'sway' }
  const swaymsg = (...args: string[]) => run('swaymsg', args, { env: own, timeout: 10_000 })
  const command = async (text: string) => {
    await swaymsg(text)
  }
  const windows = new Map<string, { readonly id: number; readonly pid: number }>()
  let children: ChildProcess[] = []
  let server!: ChildProcess

  const start = async () => {
    rmSync(socket, { force: true })
    const headless = { WLR_BACKENDS: 'headless', WLR_LIBINPUT_NO_DEVICES: '1', WLR_RENDERER: 'pixman', HOME: runtime }
    const { DISPLAY: _, WAYLAND_DISPLAY: __, ...rest } = own as NodeJS.ProcessEnv
    server = spawn('sway', ['-c', config], { env: { ...rest, ...headless }, stdio: 'ignore', cwd: runtime, ...account })
    children.push(server)
    await until(async () => {
      await swaymsg('-t', 'get_version')
      if (!existsSync(env.WAYLAND_DISPLAY)) throw new Error('sway has no socket yet')
    })
  }
  const findWindow = async (isIt: (node: Node) => boolean) => {
    const { stdout } = await swaymsg('-t', 'get_tree')
    const find = (node: Node): Node | undefined =>
      isIt(node)
        ? node
        : [...(node.nodes ?? []), ...(node.floating_nodes ?? [])].map(find).find((found) => found !== undefined)
    const found = find(JSON.parse(stdout) as Node)
    if (!found) throw new Error('the window is not there yet')
    return found.id
  }
  const open = async (app: string, from: string, args: readonly string[], options: SpawnOptions = {}) => {
    const program = placeProgram(from, keyOf(app))
    const child = spawn(program, args, { env: own, ...options, stdio: 'ignore' })
    children.push(child)
    const id = await until(() => findWindow(({ pid }) => pid === child.pid))
    windows.set(app, { id, pid: child.pid! })
  }
  await start()
  return {
    name: 'sway',
    env,
    keyOf,
    inhibitIdle: (app, inhibit) =>
      command(`[con_id=${windows.get(app)!.id}] inhibit_idle ${inhibit ? 'open' : 'none'}`),
    openWindow: (app) => open(app, '/usr/bin/foot', ['-a', nameOf(app), '-T', app, 'cat']),
    openX11Window: async (app) => {
      const display = await until(async () => readFileSync(join(runtime, 'display'), 'utf8').trim())
      await open(app, '/usr/bin/xterm', ['-class', nameOf(app), '-e', 'cat'], {
        env: { ...own, DISPLAY: display },
        ...account,
      })
    },
    setTitle: async (app, title) => printTitle(windows.get(app)!.pid, title),
    bringToFront: (app) => timed(() => command(`[con_id=${windows.get(app)!.id}] focus`)),
    press: (key) => timed(() => run('wtype', [key], { env: own, timeout: 10_000 })),
    freeze: () => server.kill('SIGSTOP'),
    thaw: () => server.kill('SIGCONT'),
    kill: async () => {
      await killAll(children)
      children = []
      windows.clear()
    },
    restart: start,
  }
}
