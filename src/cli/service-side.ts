import { existsSync } from 'node:fs'
import { homedir, userInfo } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { ServiceAccount, ServiceCommand } from '../agent/service/service.ts'
import type { Cli } from './cli.ts'
import { platformFolders } from './data-dir.ts'

/** Whose log-in it is. */
export function toServiceAccount({ env, dataPaths }: Cli): ServiceAccount {
  const home = homedir()
  const { username, uid } = userInfo()
  return {
    home,
    configHome: env.XDG_CONFIG_HOME || join(home, '.config'),
    uid,
    user: env.USERDOMAIN ? `${env.USERDOMAIN}\\${username}` : username,
    agentFolder: dataPaths().agent,
  }
}

/**
 * This very program, with the data folder and the settings file of this call; whatever may differ at log-in (the folder it
 * starts in, variables of a terminal) is written out.
 * @param settingsFile the one that was read, if any
 */
export function toServiceCommand({ env, dataPaths }: Cli, settingsFile: string | undefined): ServiceCommand {
  const { config, log } = platformFolders()
  const file = settingsFile && resolve(settingsFile)
  const settings = file && file !== join(config, 'config.toml') ? ['--config', file] : []
  const certificates = env.NODE_EXTRA_CA_CERTS
  return {
    argv: [process.execPath, findProgram(), '--data-dir', dataPaths().root, ...settings, 'agent', 'run', '--service'],
    environment: certificates ? { NODE_EXTRA_CA_CERTS: resolve(certificates) } : {},
    logFile: join(log, 'agent.log'),
  }
}

/** The program's own file, wherever this code was bundled to. */
function findProgram(): string {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    const file = join(folder, 'bin', 'usage-audit.js')
    if (existsSync(file)) return file
    if (folder === dirname(folder)) throw new Error(`no bin/usage-audit.js above ${import.meta.url}`)
  }
}
