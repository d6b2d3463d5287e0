/* usage-audit: window in front. The entry for GNOME 40 to 44; `usage-audit agent extension install` puts focus.js below it. */
const { Gio, GLib, Shell } = imports.gi
const { sessionMode } = imports.ui.main

function init() {
  let focus
  return {
    enable: () => {
      focus = createFocus({ Gio, GLib, Shell, display: global.display, sessionMode })
    },
    // Also while the screen is locked it is enabled, only to tell that no window is in front.
    disable: () => {
      focus.destroy()
      focus = undefined
    },
  }
}
