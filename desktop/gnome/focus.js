const focusName = 'org.usageaudit.Focus'
const focusPath = '/org/usageaudit/Focus'
const focusInterface = `<node><interface name="${focusName}">
  <method name="Watch"><arg name="titles" type="b" direction="in"/></method>
  <signal name="Front">
    <arg name="pid" type="u"/><arg name="names" type="as"/><arg name="title" type="s"/>
  </signal>
</interface></node>`

/** A program may change its title at every moment; it is told after a rest. */
const titleRestMs = 500

/** The window in front as the signal tells it; pid 0 where there is none, and while the screen is locked. */
function readFront({ GLib, Shell, display, sessionMode }, titles) {
  const window = sessionMode.isLocked ? null : display.focus_window
  if (!window) return new GLib.Variant('(uass)', [0, [], ''])
  const app = Shell.WindowTracker.get_default().get_window_app(window)
  const names = [
    app ? app.get_id() : null,
    window.get_sandboxed_app_id(),
    window.get_gtk_application_id(),
    window.get_wm_class(),
    window.get_wm_class_instance(),
  ]
  const title = titles ? window.get_title() : null
  return new GLib.Variant('(uass)', [Math.max(0, window.get_pid()), names.filter(Boolean), title || ''])
}

/** Calls `onTitle` some time after a window that it follows took another title. */
function createTitleFollower(GLib, onTitle) {
  let followed
  let resting = 0
  const rest = () => {
    if (resting) return
    resting = GLib.timeout_add(GLib.PRIORITY_DEFAULT, titleRestMs, () => {
      resting = 0
      onTitle()
      return GLib.SOURCE_REMOVE
    })
  }
  const follow = (window) => {
    if (followed) followed.window.disconnect(followed.id)
    if (resting) GLib.source_remove(resting)
    resting = 0
    followed = window ? { window, id: window.connect('notify::title', rest) } : undefined
  }
  return { follow }
}

/**
 * Tells those programs of this session that called `Watch` which window is in front: at once, and at each change, until they
 * end. Each is told by itself, and titles only if it asked for them; nobody else is told anything.
 */
function createFocus(shell) {
  const { Gio, GLib, display, sessionMode } = shell
  const bus = Gio.DBus.session
  /** Name on the bus → whether it asked for titles, and the watch for its end. */
  const watchers = new Map()
  let handlers = []

  const tellOne = (name, titles) => bus.emit_signal(name, focusPath, focusName, 'Front', readFront(shell, titles))
  const title = createTitleFollower(GLib, () => {
    for (const [name, { titles }] of watchers) if (titles) tellOne(name, true)
  })
  const followTitle = () =>
    title.follow([...watchers.values()].some(({ titles }) => titles) ? display.focus_window : null)
  const tellAll = () => {
    followTitle()
    for (const [name, { titles }] of watchers) tellOne(name, titles)
  }
  /** The shell is listened to only while somebody asks. */
  const listen = () => {
    const isAsked = watchers.size > 0
    if (isAsked && handlers.length === 0)
      handlers = [
        [display, display.connect('notify::focus-window', tellAll)],
        [sessionMode, sessionMode.connect('updated', tellAll)],
      ]
    if (!isAsked) for (const [source, id] of handlers.splice(0)) source.disconnect(id)
    followTitle()
  }
  const forget = (name) => {
    const watcher = watchers.get(name)
    if (watcher) bus.unwatch_name(watcher.end)
    watchers.delete(name)
    listen()
  }
  const watch = (name, titles) => {
    forget(name)
    watchers.set(name, { titles, end: bus.watch_name(name, Gio.BusNameWatcherFlags.NONE, null, () => forget(name)) })
    listen()
    tellOne(name, titles)
  }

  const service = Gio.DBusExportedObject.wrapJSObject(focusInterface, {
    WatchAsync: ([titles], invocation) => {
      invocation.return_value(null)
      watch(invocation.get_sender(), titles)
    },
  })
  service.export(bus, focusPath)
  const owned = bus.own_name(focusName, Gio.BusNameOwnerFlags.NONE, null, null)
  return {
    destroy: () => {
      bus.unown_name(owned)
      service.unexport()
      for (const name of [...watchers.keys()]) forget(name)
    },
  }
}
