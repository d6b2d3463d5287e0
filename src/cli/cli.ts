import { join, resolve } from 'node:path'
import type { Settings } from './config.ts'
import type { SettingFlag } from './config-layers.ts'
import type { Config } from './config-shape.ts'
import { type DataDir, openDataDir, platformFolders, toDataDir } from './data-dir.ts'
import { type Cell, type OutputStream, type Screen, type TableLayout, toScreen, toTable } from './output.ts'

/** Everything the command line takes from outside, so that a test can give another. */
export interface World {
  /** What was typed after the program's name. */
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string | undefined>>
  readonly cwd: string
  readonly version: string
  readonly stdout: OutputStream
  readonly stderr: OutputStream
  /** Epoch milliseconds. */
  readonly now: () => number
  /** From the first call on, Ctrl-C and a request to end abort this signal instead of ending the process at once. */
  readonly stopping: () => AbortSignal
}

/** The options every command knows. */
export interface GlobalOptions {
  readonly config?: string
  readonly dataDir?: string
  readonly json?: boolean
}

/** What a command gets. Nothing is read, opened or created before it is asked for; every member may be taken apart. */
export interface Cli {
  readonly version: string
  /** For what the system keeps in the environment (PATH, XDG folders); settings come by `config`. */
  readonly env: World['env']
  /** Machines read the answer: one JSON document on stdout, nothing else there. */
  readonly json: boolean
  readonly stdout: Screen
  /** Progress and notes; never the answer. */
  readonly stderr: Screen
  readonly now: () => number
  readonly stopping: () => AbortSignal
  /** The settings, read and checked once; a command's own flags that stand for settings are given at the first call. */
  config(flags?: readonly SettingFlag[]): Promise<Config>
  /** The same with the origin of each. */
  settings(flags?: readonly SettingFlag[]): Promise<Settings>
  /** `log.level` of settings that were read already; undefined if none were. */
  loadedLevel(): Promise<string | undefined>
  /** The paths of the data folder; touches nothing. */
  dataPaths(): DataDir
  /** The data folder with its parts, made on first use. */
  dataDir(): DataDir
  /** Text for people, as it is, a line break added. */
  write(text: string): void
  /** Rows as an aligned table, or as a JSON array under `--json`. */
  print<Row>(rows: readonly Row[], toCells: (row: Row) => readonly Cell[], layout?: TableLayout): void
  /** One value as indented JSON. */
  printJson(value: unknown): void
}

/** Makes what commands get out of the world and the options typed. */
export function createCli(world: World, options: GlobalOptions = {}): Cli {
  const { env, cwd, version, now, stopping } = world
  const json = options.json === true
  const stdout = toScreen(world.stdout, env)
  const dataDirNamed = options.dataDir ?? (env.USAGE_AUDIT_DATA_DIR || undefined)
  const dataDirName = dataDirNamed && resolve(cwd, dataDirNamed)
  let settings: Promise<Settings> | undefined
  let dataDir: DataDir | undefined

  const readSettings = async (flags: readonly SettingFlag[]) => {
    const { readSettings: read } = await import('./config.ts')
    const { findSettingsFile } = await import('./config-layers.ts')
    const named = options.config ?? (env.USAGE_AUDIT_CONFIG || undefined)
    const file = findSettingsFile(named, join(platformFolders().config, 'config.toml'))
    return read({ file, env, flags, cwd, dataDir: toDataDir(dataDirName) })
  }
  const settingsOf = (flags?: readonly SettingFlag[]) => {
    if (flags || !settings) settings = readSettings(flags ?? [])
    return settings
  }
  const printJson = (value: unknown) => stdout.write(`${JSON.stringify(value, null, 2)}\n`)
  return {
    version,
    env,
    json,
    stdout,
    stderr: toScreen(world.stderr, env),
    now,
    stopping,
    settings: settingsOf,
    config: async (flags) => (await settingsOf(flags)).config,
    loadedLevel: async () =>
      settings?.then(
        ({ config }) => config.log.level,
        () => undefined,
      ),
    dataPaths: () => toDataDir(dataDirName),
    dataDir: () => {
      dataDir ??= openDataDir(dataDirName)
      return dataDir
    },
    write: (text) => stdout.write(`${text}\n`),
    print: (rows, toCells, layout) =>
      json ? printJson(rows) : stdout.write(toTable(rows.map(toCells), layout, stdout.width)),
    printJson,
  }
}
