import { existsSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { parse, TomlError } from 'smol-toml'
import { AppError } from '../core/errors.ts'
import { tableKeys } from './setting-tables.ts'
import { settingKeys } from './settings.ts'

/** One value as somebody gave it: who did (`config.toml:3`, a variable, a flag), and the folder its relative paths start from. */
export interface Given {
  readonly value: unknown
  readonly origin: string
  readonly folder: string
}

/** What one source says, by the setting's name; names nobody knows included. */
export type Layer = ReadonlyMap<string, Given>

/** A command's own flag that stands for a setting: `{ flag: '--port', key: 'server.port', value: '9000' }`. */
export interface SettingFlag {
  readonly flag: string
  readonly key: (typeof settingKeys)[number]
  /** Undefined when the flag was not given. */
  readonly value: string | number | boolean | undefined
}

export type Environment = Readonly<Record<string, string | undefined>>

/**
 * Reads a TOML file.
 * @throws AppError `config` if it cannot be read or is not TOML
 */
export function readFileLayer(file: string): Layer {
  const text = readText(file, 'the settings file')
  const folder = dirname(file)
  const given = (key: string, value: unknown) =>
    [key, { value, origin: place(file, lineOf(text, key)), folder }] as const
  try {
    return new Map(flatten(parse(text)).map(([key, value]) => given(key, value)))
  } catch (cause) {
    if (!(cause instanceof TomlError)) throw cause
    const [reason] = cause.message.split('\n')
    throw new AppError('config', `${file}:${cause.line}:${cause.column}: ${reason}`, { cause })
  }
}

/** `{ server: { port: 1 } }` → `[['server.port', 1]]`; only settings' own depth, so that a date or a list stays whole. */
function flatten(table: object): [string, unknown][] {
  return Object.entries(table).flatMap(([section, content]) =>
    isTable(content)
      ? Object.entries(content).map(([key, value]): [string, unknown] => [`${section}.${key}`, value])
      : [[section, content]],
  )
}

const isTable = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date)

/** The line, from 1, on which a key is set in the usual ways: under its `[section]`, dotted, or as the first of its `[[tables]]`. */
function lineOf(text: string, key: string): number | undefined {
  const [wantedSection, wantedName] = key.split('.')
  let section = ''
  for (const [index, line] of text.split('\n').entries()) {
    section = /^\s*\[\s*"?([\w-]+)"?\s*\]/.exec(line)?.[1] ?? section
    const table = /^\s*\[\[\s*([\w.-]+)\s*\]\]/.exec(line)?.[1]
    if (table === key) return index + 1
    section = table ?? section
    const name = /^\s*"?([\w.-]+)"?\s*=/.exec(line)?.[1]
    if (name && (section ? `${section}.${name}` : name) === key) return index + 1
    if (name && !wantedName && name === wantedSection) return index + 1
  }
  return undefined
}

const place = (file: string, line: number | undefined) => (line ? `${file}:${line}` : file)

const prefix = 'USAGE_AUDIT_'

/** `server.public_url` → `USAGE_AUDIT_SERVER__PUBLIC_URL` */
export const variableOf = (key: string): string => prefix + key.toUpperCase().replace('.', '__')

/** Variables of ours that are no setting: where the data and the settings file are. */
export const placeVariables = { dataDir: `${prefix}DATA_DIR`, config: `${prefix}CONFIG` } as const

const keyOfVariable = new Map<string, string>(settingKeys.map((key) => [variableOf(key), key]))

/** Every variable that means something, to suggest one. */
export const knownVariables: readonly string[] = [
  ...keyOfVariable.keys(),
  ...[...keyOfVariable.keys()].map((name) => `${name}_FILE`),
  ...Object.values(placeVariables),
]

/**
 * `USAGE_AUDIT_SERVER__PORT=1` sets `server.port`; `…_FILE` names a file whose text is the value, for secrets. An empty
 * variable is an absent one. A variable that matches no setting stays in the layer under its own name.
 * @throws AppError `config` if such a file cannot be read, or a setting comes both ways
 */
export function readEnvironmentLayer(env: Environment, folder: string): Layer {
  const layer = new Map<string, Given>()
  for (const [name, value] of Object.entries(env)) {
    if (!value || !name.startsWith(prefix) || Object.values<string>(placeVariables).includes(name)) continue
    const fromFile = !keyOfVariable.has(name) && keyOfVariable.has(name.replace(/_FILE$/, ''))
    const key = keyOfVariable.get(fromFile ? name.replace(/_FILE$/, '') : name) ?? name
    const twin = layer.get(key)
    if (twin) throw new AppError('config', `${twin.origin} and ${name} both set ${key}; keep one.`, { at: key })
    layer.set(key, {
      value: toValue(key, fromFile ? readText(value, `the file named by ${name}`).trimEnd() : value),
      origin: name,
      folder,
    })
  }
  return layer
}

/** Tables are written as in the file, `[{ name = "acme", … }]`; anything else is refused like a text in their place. */
function toValue(key: string, text: string): unknown {
  if (!tableKeys.has(key)) return text
  try {
    return parse(`value = ${text}`).value
  } catch {
    return text
  }
}

export const toFlagLayer = (flags: readonly SettingFlag[], folder: string): Layer =>
  new Map(
    flags.flatMap(({ flag, key, value }) =>
      value === undefined ? [] : [[key, { value, origin: flag, folder }] as const],
    ),
  )

function readText(file: string, what: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (cause) {
    const reason = (cause as NodeJS.ErrnoException).code
    throw new AppError('config', `cannot read ${what}, ${file}: ${reasons[reason ?? ''] ?? reason}.`, { cause })
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'permission denied',
  EISDIR: 'it is a folder',
}

/** The file somebody named, which must then exist, or the usual one if it is there. */
export const findSettingsFile = (named: string | undefined, usual: string): string | undefined =>
  named ?? (existsSync(usual) ? usual : undefined)
