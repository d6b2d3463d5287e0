import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'
import { createInstalledWatch, type InstalledWatch, type ReadInstalled } from '../agent/installed/installed.ts'
import { createLinuxInstalled } from '../agent/installed/linux.ts'
import { createMacInstalled } from '../agent/installed/mac.ts'
import { createWindowsInstalled } from '../agent/installed/windows.ts'
import type { Journal } from '../agent/journal/journal.ts'
import { type AppLookups, createIdentify, type Identify } from '../agent/processes/identify.ts'
import { createPortableSource } from '../agent/processes/portable.ts'
import { createProcSource } from '../agent/processes/proc.ts'
import type { ProcessSource } from '../agent/processes/source.ts'
import { createWindowsSource, type WindowsOptions } from '../agent/processes/windows.ts'
import type { Cli } from './cli.ts'
import type { Config } from './config-shape.ts'
import type { WindowApps } from './presence.ts'

/** `/proc` on Linux, Windows itself on Windows; ps-list and pidusage elsewhere, on demand, and where Windows cannot be asked. */
export async function openProcessSource({ agent }: Config, identify: Identify): Promise<ProcessSource> {
  const options = { accounts: agent.accounts, identify }
  const isOn = (platform: NodeJS.Platform) => agent.processes === 'auto' && process.platform === platform
  if (agent.processes === 'proc' || isOn('linux')) return createProcSource(options)
  return (isOn('win32') ? await openWindowsSource(options) : undefined) ?? createPortableSource(options)
}

/** Undefined where Windows cannot be asked. */
async function openWindowsSource(options: Pick<WindowsOptions, 'accounts' | 'identify'>) {
  const { openWindowsProcesses } = await import('../agent/processes/windows-api.ts')
  const api = await openWindowsProcesses().catch(() => undefined)
  return api && createWindowsSource(api, { ...options, home: homedir(), ownPid: process.pid })
}

export const toWindowApps = (source: ProcessSource, { ofWindowClass }: AppLookups): WindowApps => ({
  appOf: source.appOf,
  appOfClass: ofWindowClass,
  runningApps: source.runningApps,
})

/** Where packages of Flatpak and Snap put desktop entries, also where nobody says so. */
const packageDataDirs = (dataHome: string) => [
  join(dataHome, 'flatpak/exports/share'),
  '/var/lib/flatpak/exports/share',
  '/var/lib/snapd/desktop',
]

type AgentIdentify = Identify & AppLookups

export function createAgentIdentify({ env }: Pick<Cli, 'env'>, { apps, reports }: Pick<Config, 'apps' | 'reports'>) {
  const home = homedir()
  const dataHome = env.XDG_DATA_HOME || join(home, '.local/share')
  const dataDirs = (env.XDG_DATA_DIRS || '/usr/local/share:/usr/share').split(':')
  return createIdentify({
    home,
    ownPid: process.pid,
    locale: toNameLocale(env.LC_ALL || env.LC_MESSAGES || env.LANG || '', reports.locale),
    dataDirs: [...new Set([dataHome, ...dataDirs, ...packageDataDirs(dataHome)])],
    path: (env.PATH ?? '').split(delimiter),
    rules: apps.rules,
  })
}

/** The language of the session, unless the person chose another for what we say. */
export const toNameLocale = (session: string, chosen: Config['reports']['locale']): string => {
  const isPortuguese = /^pt/i.test(session)
  if (chosen === 'pt-BR') return isPortuguese ? session : 'pt_BR'
  return isPortuguese ? 'en' : session
}

/** Looks once a day which programs are installed. */
export function watchInstalled({ stderr }: Cli, journal: Journal, identify: AgentIdentify): InstalledWatch {
  const folders = ['/Applications', join(homedir(), 'Applications')]
  const readers: Partial<Record<NodeJS.Platform, ReadInstalled>> = {
    darwin: createMacInstalled(folders, identify),
    win32: createWindowsInstalled(identify),
  }
  const read = readers[process.platform] ?? createLinuxInstalled({ apps: identify })
  const onError = (error: unknown) =>
    stderr.write(`usage-audit: what is installed was not told today: ${(error as Error).message}\n`)
  return createInstalledWatch({ journal, read, onError })
}
