import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { type Command, toCommand } from './desktop-exec.ts'

/** A program as its `.desktop` file introduces it. */
export interface DesktopEntry {
  /** `org.gnome.Nautilus.desktop`: the path below `applications/`, with `-` for `/`. */
  readonly id: string
  readonly name: string
  readonly command: Command
  /** Empty, or what must be installed for the entry to count. */
  readonly tryExec: string
  /** Not in menus, as helpers and handlers are; it still names its program. */
  readonly noDisplay: boolean
  /** The class its windows say they are of, where that is not its own name. Empty if it does not say. */
  readonly windowClass: string
  /** Runs other programs in its windows, of which it is none. */
  readonly terminal: boolean
  /** The id that Flatpak gave it. Empty if it did not come from there. */
  readonly flatpak: string
}

/** An entry, and the file that it was read from. */
export interface InstalledEntry extends DesktopEntry {
  readonly file: string
}

// A real entry with every language is some 30 KB; anything far above that is not one.
const maxBytes = 262_144

const escapes: Readonly<Record<string, string>> = { s: ' ', n: '\n', t: '\t', r: '\r', '\\': '\\' }
const withoutEscapes = (value: string) => value.replace(/\\([sntr\\])/g, (_, letter: string) => escapes[letter]!)

/** Keys of the `[Desktop Entry]` group with their values; the first of several wins, as in every reader we know. */
function parseGroup(text: string): Map<string, string> {
  const values = new Map<string, string>()
  let inside = false
  for (const line of text.split('\n')) {
    if (line.startsWith('[')) {
      if (inside) break
      inside = line.trim() === '[Desktop Entry]'
    }
    const equals = line.indexOf('=')
    if (!inside || equals < 1 || line.startsWith('#')) continue
    const key = line.slice(0, equals).trim()
    if (!values.has(key)) values.set(key, withoutEscapes(line.slice(equals + 1).trim()))
  }
  return values
}

/** `pt_BR.UTF-8` or `sr-RS@latin` → the suffixes under which a name may be found, best first. */
function toSuffixes(locale: string | undefined): string[] {
  const [, language, country, modifier] = /^([a-z]+)(?:[_-](\w+))?(?:\.[^@]*)?(@\w+)?/i.exec(locale ?? '') ?? []
  if (!language) return ['']
  const tags = country ? [`${language}_${country}`, language] : [language]
  return [...tags.flatMap((tag) => (modifier ? [tag + modifier, tag] : [tag])).map((tag) => `[${tag}]`), '']
}

/**
 * Reads one entry; undefined if it introduces no program (a link, a deleted entry, one without a name or a command).
 * @param locale which of its names to take, `pt_BR`; none takes the plain one
 */
export function parseDesktopEntry(id: string, text: string, locale?: string): DesktopEntry | undefined {
  const values = parseGroup(text)
  if (values.get('Hidden') === 'true' || (values.get('Type') ?? 'Application') !== 'Application') return undefined
  const name = toSuffixes(locale)
    .map((suffix) => values.get(`Name${suffix}`))
    .find(Boolean)
  const command = toCommand(values.get('Exec') ?? '')
  if (!name || !command) return undefined
  const noDisplay = values.get('NoDisplay') === 'true'
  const windowClass = values.get('StartupWMClass') ?? ''
  const terminal = /(^|;)TerminalEmulator(;|$)/.test(values.get('Categories') ?? '')
  const flatpak = values.get('X-Flatpak') ?? ''
  return { id, name, command, tryExec: values.get('TryExec') ?? '', noDisplay, windowClass, terminal, flatpak }
}

/** Undefined if it cannot be read, or is no ordinary file: a pipe named `x.desktop` would block for ever. */
export function readEntryText(path: string): string | undefined {
  try {
    const file = statSync(path)
    return file.isFile() && file.size <= maxBytes ? readFileSync(path, 'utf8') : undefined
  } catch {
    return undefined
  }
}

function findFiles(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.desktop'))
  } catch {
    return []
  }
}

/**
 * All entries below `applications/` of the data folders, most important folder first: an id in an earlier folder hides
 * the same id in later ones, also when it says that the program is deleted.
 */
export function readDesktopEntries(dataDirs: readonly string[], locale?: string): InstalledEntry[] {
  const entries = new Map<string, InstalledEntry | undefined>()
  for (const dataDir of dataDirs) {
    const folder = join(dataDir, 'applications')
    for (const file of findFiles(folder).sort()) {
      const id = file.replaceAll('/', '-')
      if (entries.has(id)) continue
      const path = join(folder, file)
      const text = readEntryText(path)
      const entry = text === undefined ? undefined : parseDesktopEntry(id, text, locale)
      if (text !== undefined) entries.set(id, entry && { ...entry, file: path })
    }
  }
  return [...entries.values()].filter((entry) => entry !== undefined)
}
