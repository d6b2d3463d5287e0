import type { Given } from './config-layers.ts'
import { maskValue } from './config-problems.ts'
import { secretFields } from './setting-tables.ts'
import { settingKeys } from './settings.ts'

/** One setting as `config show` prints it: a secret is masked already. */
export interface Setting {
  /** `server.port`; of tables each by itself, `privacy.rules[2]`. */
  readonly key: string
  /** As one would write it; undefined when it is not set and has no default. */
  readonly value: string | number | boolean | undefined
  /** `default`, `config.toml:3`, a variable's name or a flag. */
  readonly origin: string
}

/** Every setting that there is, in the order of the schema. */
export const toList = (given: ReadonlyMap<string, Given>): Setting[] =>
  settingKeys.flatMap((key): Setting[] => {
    const found = given.get(key)
    const origin = found?.origin ?? 'not set'
    if (!Array.isArray(found?.value)) return [{ key, value: found && maskValue(key, found.value), origin }]
    if (found.value.length === 0) return [{ key, value: undefined, origin }]
    return found.value.map((table, i) => ({ key: `${key}[${i}]`, value: showTable(table), origin }))
  })

/** `app = "signal*", action = "drop"` */
const showTable = (table: object) =>
  Object.entries(table)
    .map(([name, value]) => `${name} = ${secretFields.has(name) ? '***' : JSON.stringify(value)}`)
    .join(', ')
