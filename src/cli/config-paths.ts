import { homedir } from 'node:os'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Layer } from './config-layers.ts'
import { withPaths } from './oidc-settings.ts'
import { pathKeys, type SettingValues } from './settings.ts'

/** Makes every path absolute, from the folder of whoever named it. */
export function resolvePaths(values: SettingValues, given: Layer): SettingValues {
  const absolute = (key: string, path: string) =>
    resolve(given.get(key)!.folder, path.replace(/^~(?=[/\\])/, homedir()))
  const entries = Object.entries(values).map(([key, value]) => {
    if (typeof value === 'string' && pathKeys.has(key)) return [key, absolute(key, value)]
    if (key === 'server.database' && String(value).startsWith('file:'))
      return [key, `file:${absolute(key, toPath(String(value)))}`]
    if (key === 'oidc') return [key, withPaths(values.oidc, (path) => absolute(key, path))]
    return [key, value]
  })
  return Object.fromEntries(entries)
}

const toPath = (database: string) =>
  database.startsWith('file://') ? fileURLToPath(database) : database.slice('file:'.length)
