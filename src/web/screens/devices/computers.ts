import { queryOptions, useSuspenseQuery } from '@tanstack/react-query'
import { isAtLeast } from '../../../core/access.ts'
import { rightWithinMs } from '../../../core/clock-skew.ts'
import { noFigure } from '../../../core/format.ts'
import { minuteMs } from '../../../core/time.ts'
import { platformOf } from '../../../core/view/view-devices.ts'
import { call, type OutputOf } from '../../../protocol/client.ts'
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

/** Asked for anew under the path of the endpoint that it comes from. */
const toQuery = (org: number, isAdmin: boolean) =>
  queryOptions({
    queryKey: [isAdmin ? fleet.path : devices.path, { org }, 'computers'],
    queryFn: async ({ signal }): Promise<readonly Computer[]> =>
      isAdmin
        ? (await readFleet(org, signal)).map(ofAdmins)
        : (await call(devices, { org }, signal)).devices.map(ofOthers),
    refetchInterval: minuteMs,
  })

/** The computers that whoever looks may see: admins all with all that is known, managers all from the outside, everybody their own. */
export function useComputers(): readonly Computer[] {
  const { org } = useSelf()
  return useSuspenseQuery(toQuery(org.id, isAtLeast(org.role, 'admin'))).data
}

/** A computer's system as people call it; a dash until its agent has said it. */
export const systemOf = (platform: string): string => (platform === 'unknown' ? noFigure : platformOf(platform))
