import { queryOptions, useSuspenseQuery } from '@tanstack/react-query'
import { isAtLeast } from '../../../core/access.ts'
import { rightWithinMs } from '../../../core/clock-skew.ts'
import { call, type OutputOf, query } from '../../../protocol/client.ts'
import { devices } from '../../../protocol/devices.ts'
import { type FleetDevice, fleet } from '../../../protocol/fleet.ts'
import { useSelf } from '../../data/self.ts'

/** How a computer stands, for whoever looks. */
export type ComputerState = FleetDevice['state'] | 'paused'

/** A computer as a row of the list: what everybody knows who may see it, and what only admins are told. */
export interface Computer
  extends Pick<
    FleetDevice,
    | 'id'
    | 'name'
    | 'userId'
    | 'person'
    | 'platform'
    | 'agentVersion'
    | 'createdAt'
    | 'lastSeenAt'
    | 'clockSkewMs'
    | 'fault'
    | 'coverage'
  > {
  readonly state: ComputerState
  readonly clockIsOff: boolean
  readonly outdated: boolean
  /** Days of which facts came that are not made yet; undefined where that is not told. */
  readonly waitingDays: number | undefined
  /** Of the last thirty days; undefined where only their share is told. */
  readonly recordedMs?: number
  readonly dueMs?: number
}

/** The most that the server gives at once. */
const page = 1_000

/** Every computer of the organisation: a list of them is looked through as a whole. */
async function readFleet(org: number, signal: AbortSignal): Promise<readonly FleetDevice[]> {
  const all: FleetDevice[] = []
  for (let total = 1; all.length < total; ) {
    const given = { org, sort: 'createdAt', order: 'asc', offset: String(all.length), limit: String(page) } as const
    const part = await call(fleet, given, signal)
    all.push(...part.devices)
    if (part.devices.length === 0) break
    total = part.total
  }
  return all
}

const fleetQuery = (org: number) =>
  queryOptions({ queryKey: [fleet.path, { org }], queryFn: ({ signal }) => readFleet(org, signal) })

type OwnDevice = OutputOf<typeof devices>['devices'][number]

const ofAdmins = (device: FleetDevice): Computer => ({
  ...device,
  state: device.state === 'reporting' && device.policy.paused ? 'paused' : device.state,
  clockIsOff: isOff(device),
})

const ofOthers = (device: OwnDevice): Computer => ({
  ...device,
  ...{ clockIsOff: isOff(device), outdated: false, waitingDays: undefined },
})

/** Whether a clock is so wrong that it matters. */
export const isOff = ({ clockSkewMs }: { readonly clockSkewMs: number | null }) =>
  Math.abs(clockSkewMs ?? 0) > rightWithinMs

/** The computers that whoever looks may see: admins all with all that is known, managers all from the outside, everybody their own. */
export function useComputers(): readonly Computer[] {
  const { org } = useSelf()
  const isAdmin = isAtLeast(org.role, 'admin')
  const plan = isAdmin
    ? { ...fleetQuery(org.id), select: (all: readonly FleetDevice[]) => all.map(ofAdmins) }
    : {
        ...query(devices, { org: org.id }),
        select: (answer: OutputOf<typeof devices>) => answer.devices.map(ofOthers),
      }
  return useSuspenseQuery(plan as unknown as { queryKey: readonly unknown[]; queryFn: () => Promise<Computer[]> }).data
}
