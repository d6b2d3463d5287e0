import { win32 } from 'node:path'
import type { App } from '../../core/apps.ts'
import { toPlainText } from '../../core/text.ts'
import type { Identify } from './identify.ts'

export interface WindowsIdentifyOptions {
  /** As `os.homedir` has it: `C:\Users\ana`. */
  readonly home: string
  /** The agent itself, which `otherwise` knows. */
  readonly ownPid: number
  /** What a program's file calls itself. */
  readDescription(exe: string): string | undefined
  /** Tells what has no path of Windows. */
  readonly otherwise: Identify
}

const maxKeyLength = 1_000
const maxNameLength = 200
/** Enough for any desktop; a machine that runs ever new files asks again instead of growing for ever. */
const maxRemembered = 4_096

/** Tells apps by the path of their executable, without what an update changes in it; named as the file describes itself. */
export function createWindowsIdentify(options: WindowsIdentifyOptions): Identify {
  const { home, ownPid, readDescription, otherwise } = options
  const remembered = new Map<string, App>()
  return (process) => {
    const { pid, exe } = process
    if (pid === ownPid || !win32.isAbsolute(exe)) return otherwise(process)
    const known = remembered.get(exe)
    if (known) return known
    if (remembered.size >= maxRemembered) remembered.clear()
    const app = {
      key: toPlainText(toWindowsKey(exe, home), maxKeyLength),
      name: toPlainText(readDescription(exe) ?? '', maxNameLength) || toFileName(exe),
    }
    remembered.set(exe, app)
    return app
  }
}

const toFileName = (exe: string) => toPlainText(win32.basename(exe).replace(/\.exe$/i, ''), maxNameLength) || '?'

/** `…\WindowsApps\Name_1.2.3.4_x64__publisher\`: name and publisher stay, version and machine do not. */
const storePackage = /^.*\\windowsapps\\([^\\_]+)_[^\\]*_([^\\_]+)\\/
/** `\app-1.2.3\` of programs that Squirrel updates, `\119.0.6045.124\` of browsers. */
const versionFolder = /\\(?:app-)?\d+(?:\.\d+)+(?:[-+][^\\]*)?(?=\\)/g

/**
 * The path without its version, in lower case, for Windows takes no notice of case.
 *     C:\Users\Ana\AppData\Local\slack\app-4.35.126\slack.exe  →  ~\appdata\local\slack\slack.exe
 *     C:\Program Files\WindowsApps\Microsoft.WindowsCalculator_11.2_x64__8wekyb3d8bbwe\CalculatorApp.exe
 *                     →  windowsapps\microsoft.windowscalculator_8wekyb3d8bbwe\calculatorapp.exe
 */
export function toWindowsKey(exe: string, home: string): string {
  const path = exe.replace(/^\\\\[?.]\\/, '').toLowerCase()
  const store = storePackage.exec(path)
  if (store) return `windowsapps\\${store[1]}_${store[2]}\\${path.slice(store[0].length)}`
  const folder = `${home.toLowerCase().replace(/\\+$/, '')}\\`
  const short = path.startsWith(folder) ? `~\\${path.slice(folder.length)}` : path
  return short.replace(versionFolder, '')
}
