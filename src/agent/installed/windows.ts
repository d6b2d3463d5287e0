import { execFile } from 'node:child_process'
import { win32 } from 'node:path'
import { promisify } from 'node:util'
import { toPlainText } from '../../core/text.ts'
import type { Identify } from '../processes/identify.ts'
import type { ReadInstalled } from './installed.ts'

const run = promisify(execFile)

const timeoutMs = 60_000

const uninstall = 'Software\\Microsoft\\Windows\\CurrentVersion\\Uninstall'
const keys = [`HKLM\\${uninstall}`, `HKLM\\Software\\WOW6432Node\\${uninstall.slice(9)}`, `HKCU\\${uninstall}`]

export interface RegistryProgram {
  /** Its main file, which its icon is taken from. */
  readonly exe: string
  readonly version: string | undefined
}

/** What `reg query … /s` prints: a line for each key, then its values, indented, with their types between. */
export function parseUninstallKeys(text: string): RegistryProgram[] {
  return text.split(/\r?\n(?=HKEY_)/).flatMap((block) => {
    const read = (name: string) => new RegExp(`^ {4}${name} {4}REG_(?:EXPAND_)?SZ {4}(.+?)\\r?$`, 'm').exec(block)?.[1]
    const exe = read('DisplayIcon')
      ?.replace(/^"([^"]+)".*$/, '$1')
      .replace(/,-?\d+$/, '')
    const isPart = /^ {4}(SystemComponent {4}REG_DWORD {4}0x1|ParentKeyName {4})/m.test(block)
    if (!exe || isPart || !/^[A-Za-z]:\\.*\.exe$/i.test(exe) || /\\(un\w*|msiexec)\.exe$/i.test(exe)) return []
    return [{ exe, version: read('DisplayVersion') }]
  })
}

/** The programs that can be uninstalled and whose icon is a program's: of others nobody could say which process they are. */
export const createWindowsInstalled =
  (identify: Identify): ReadInstalled =>
  async () => {
    const answers: string[] = []
    const options = { timeout: timeoutMs, maxBuffer: 16_777_216, windowsHide: true }
    for (const key of keys)
      answers.push((await run('reg.exe', ['query', key, '/s'], options).catch(() => ({ stdout: '' }))).stdout)
    const found = answers.flatMap(parseUninstallKeys).map(({ exe, version: given }) => {
      const version = toPlainText(given ?? '', 100)
      const app = identify({ pid: 0, exe, name: win32.basename(exe) })
      return [app.key, { app, detail: version ? { version, from: 'registry' as const } : {} }] as const
    })
    return [...new Map(found).values()]
  }
