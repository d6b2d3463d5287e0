/* usage-audit: window in front. The entry for GNOME 45 and later; `usage-audit agent extension install` puts focus.js below it. */
import Gio from 'gi://Gio'
import GLib from 'gi://GLib'
import Shell from 'gi://Shell'
import { Extension } from 'resource:///org/gnome/shell/extensions/extension.js'
import { sessionMode } from 'resource:///org/gnome/shell/ui/main.js'

export default class FocusExtension extends Extension {
  enable() {
    this._focus = createFocus({ Gio, GLib, Shell, display: global.display, sessionMode })
  }

  // Also while the screen is locked it is enabled, only to tell that no window is in front.
  disable() {
    this._focus.destroy()
    this._focus = undefined
  }
}
