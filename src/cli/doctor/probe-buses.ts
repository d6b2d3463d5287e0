import { connectBus } from '../../agent/dbus.ts'
import { secondMs } from '../../core/time.ts'
import type { Cli } from '../cli.ts'
import type { Config } from '../config-shape.ts'
import { findBuses } from '../session.ts'
import type { Case } from './cases.ts'

const patienceMs = 2 * secondMs

/** Whether anybody here tells of lock, sleep and inhibitors: where D-Bus is what tells, and it is wanted. */
export async function probeBuses(cli: Cli, { agent: { presenceMs } }: Config): Promise<Case[]> {
  if (process.platform !== 'linux' || presenceMs === undefined) return []
  const { system, session } = findBuses(cli)
  return Promise.all([probeLogind(system), probeSession(session)])
}

async function probeLogind(address: string): Promise<Case> {
  const bus = await connectBus(address, patienceMs).catch(() => undefined)
  let owner: string | undefined
  const tell = (found: string | undefined) => {
    owner = found
  }
  await bus?.onOwner('org.freedesktop.login1', tell).catch(() => {})
  bus?.close()
  return owner ? { code: 'logind_fine', address } : { code: 'logind_absent', address, bus: bus !== undefined }
}

async function probeSession(address: string | undefined): Promise<Case> {
  const bus = address ? await connectBus(address, patienceMs).catch(() => undefined) : undefined
  bus?.close()
  return bus && address ? { code: 'session_fine', address } : { code: 'session_absent', address: address ?? null }
}
