import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const supplies = '/sys/class/power_supply'

/**
 * Whether this computer runs on its battery, as Linux tells it; undefined where nobody tells, as elsewhere.
 * @param root the folder of the kernel's power supplies
 */
export function readOnBattery(root = supplies): boolean | undefined {
  let names: string[]
  try {
    names = readdirSync(root)
  } catch {
    return undefined
  }
  const read = (name: string, field: string) => {
    try {
      return readFileSync(join(root, name, field), 'utf8').trim()
    } catch {
      return undefined // a supply that was just unplugged, or has no such field
    }
  }
  if (names.some((name) => read(name, 'type') !== 'Battery' && read(name, 'online') === '1')) return false
  // A mouse or a headset has a battery too: of scope Device.
  const own = names.filter((name) => read(name, 'type') === 'Battery' && read(name, 'scope') !== 'Device')
  return own.length === 0 ? undefined : own.some((name) => read(name, 'status') === 'Discharging')
}
