import type { App } from '../../core/apps.ts'
import { createPace } from './pace.ts'
import type { FrontWindow } from './presence.ts'
import { type AppIdIdentity, findAppOfId } from './wayland-app.ts'
import type { Global, WaylandConnection } from './wayland-connection.ts'
import type { WireArgs } from './wayland-wire.ts'
import type { WindowListener } from './x11-watch-window.ts'

export interface WaylandWindowOptions extends WindowListener {
  readonly identity: AppIdIdentity
  /** Whether titles are wanted; else they are not even decoded. */
  readonly titles: boolean
}

interface Toplevel {
  appId: string
  title: string
  isActivated: boolean
  /** Known since it came to the front; undefined until then. */
  app: App | null | undefined
}

export const managerInterface = 'zwlr_foreign_toplevel_manager_v1'
const managerVersion = 3
const managerEvent = { toplevel: 0, finished: 1 }
const event = { title: 0, appId: 1, state: 4, done: 5, closed: 6 }
const destroyToplevel = 7
const activatedState = 2
/** Longer names and titles are nobody's. */
const mostUnits = 4_096

/** Tells of the window in front at every change, from now on until the connection is lost or the compositor tells no more. */
export function watchWaylandWindows(connection: WaylandConnection, options: WaylandWindowOptions): void {
  let manager: number | undefined
  let front: Front | undefined
  const end = () => {
    manager = undefined
    front?.stop()
    options.onWatched(false, options.now())
  }
  const begin = (global: Global) => {
    manager = global.name
    const followed = createFront(options)
    front = followed
    options.onWatched(true, options.now())
    connection.bind(global, managerVersion, (opcode, args) => {
      if (opcode === managerEvent.toplevel) followToplevel(connection, args.uint(), followed, options.titles)
      if (opcode === managerEvent.finished && manager === global.name) end()
    })
    followed.changed()
  }
  void connection.lost.then(() => front?.stop())
  connection.onGlobals({
    onGlobal: (global) => {
      if (global.interface === managerInterface && manager === undefined) begin(global)
    },
    onGone: (name) => {
      if (name === manager) end()
    },
  })
}

/** Takes over what is said of a window when all of it is said. */
function followToplevel(connection: WaylandConnection, id: number, front: Front, titles: boolean): void {
  const toplevel: Toplevel = { appId: '', title: '', isActivated: false, app: undefined }
  let said: Partial<Toplevel> = {}
  connection.adopt(id, (opcode, args) => {
    if (opcode === event.title && titles) said.title = readText(args)
    if (opcode === event.appId) said = { ...said, appId: readText(args), app: undefined }
    if (opcode === event.state) said.isActivated = args.words().includes(activatedState)
    if (opcode === event.done) {
      const wasActivated = toplevel.isActivated
      Object.assign(toplevel, said)
      said = {}
      front.update(toplevel, wasActivated)
    }
    if (opcode === event.closed) {
      front.remove(toplevel)
      connection.destroy(id, destroyToplevel)
    }
  })
}

const readText = (args: WireArgs) => args.text().slice(0, mostUnits)

interface Front {
  update(toplevel: Toplevel, wasActivated: boolean): void
  remove(toplevel: Toplevel): void
  changed(): void
  /** Tells nothing more. */
  stop(): void
}

/** Of several activated windows, as with several seats, the one that was activated last is in front. */
function createFront({ identity, titles, now, onWindow }: WaylandWindowOptions): Front {
  /** The last activated last. */
  const activated = new Set<Toplevel>()
  let told: { readonly toplevel: Toplevel | undefined; readonly app: App | null; readonly title: string } | undefined
  let isChecking = false
  let isStopped = false
  const tell = (toplevel: Toplevel | undefined) => {
    const app = toplevel?.app ?? null
    told = { toplevel, app, title: toplevel?.title ?? '' }
    onWindow(now(), toFront(app, told.title, titles))
  }
  const retell = createPace(() => {
    if (!isStopped && told?.toplevel && told.toplevel === last(activated) && told.title !== told.toplevel.title)
      tell(told.toplevel)
  })
  const check = () => {
    isChecking = false
    if (isStopped) return
    const toplevel = last(activated)
    if (toplevel && toplevel.app === undefined) toplevel.app = findAppOfId(toplevel.appId, identity)
    const isSame = told !== undefined && told.toplevel === toplevel && told.app === (toplevel?.app ?? null)
    if (!isSame) tell(toplevel)
    else if (titles && told!.title !== (toplevel?.title ?? '')) retell()
  }
  /** Once all that came together is taken over: one window goes and another comes. */
  const changed = () => {
    if (isChecking) return
    isChecking = true
    queueMicrotask(check)
  }
  return {
    changed,
    stop: () => {
      isStopped = true
    },
    update: (toplevel, wasActivated) => {
      if (toplevel.isActivated && !wasActivated) activated.add(toplevel)
      else if (!toplevel.isActivated) {
        activated.delete(toplevel)
        toplevel.app = undefined
      }
      changed()
    },
    remove: (toplevel) => {
      activated.delete(toplevel)
      changed()
    },
  }
}

const toFront = (app: App | null, title: string, titles: boolean): FrontWindow | null =>
  app && (titles ? { app, title } : { app })

const last = <T>(items: ReadonlySet<T>): T | undefined => [...items].at(-1)
