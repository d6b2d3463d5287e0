import type { z } from 'zod'
import { AppError } from '../../core/errors.ts'
import { perMonth } from '../../core/licences/price.ts'
import * as protocol from '../../protocol/licences.ts'
import { softwareSeats } from '../../protocol/software.ts'
import type { Guard, MemberCaller } from '../http/guard.ts'
import { personRoute } from '../http/person-route.ts'
import type { Route } from '../http/route.ts'
import { type ReclaimRow, toReclaimCsv } from '../reports/reclaim-csv.ts'
import { getLicence } from '../store/licences.ts'
import { findMembersOf } from '../store/members.ts'
import type { User } from '../store/people.ts'
import { readOrgApps } from '../store/software/org-apps.ts'
import { findSeats, type TakenSeat } from '../store/software/seats.ts'
import type { Store } from '../store/store.ts'
import { noteOpenings } from './opening.ts'
import { readerOf } from './reader.ts'

interface NamedSeat extends TakenSeat {
  /** Undefined of who left. */
  readonly user: User | undefined
  readonly key: string
  readonly name: string
}

interface Shown {
  /** Everyone who has it. */
  readonly all: readonly NamedSeat[]
  readonly shown: readonly NamedSeat[]
  readonly reason: string | undefined
}

/** Who has an app or a licence: these name people, so each is noted where that person sees it. */
export const seatRoutes = (store: Store, guard: Guard, now: () => number): Route[] => {
  const read = async (caller: MemberCaller, keys: readonly string[]) => {
    const { orgId } = caller
    const reader = await readerOf(store, caller, now())
    const apps = await readOrgApps(store, orgId, { now: now(), today: reader.today })
    const users = new Map((await findMembersOf(store, orgId)).map(({ userId, user }) => [userId, user]))
    const seats = findSeats(apps, keys).map((seat): NamedSeat => {
      const { key, name } = apps.subjects.get(seat.app.subjectId)!
      return { ...seat, user: users.get(seat.device.userId), key, name }
    })
    return { reader, seats }
  }
  const othersOf = (caller: MemberCaller, seats: readonly NamedSeat[]) =>
    [...new Set(seats.map(({ device }) => device.userId))].filter((id) => id !== caller.userId)
  /**
   * Before any of them is shown. That there are none, or how many, tells of all of them: a reason is needed whichever are asked for.
   * @param of what they have
   */
  const note = async (caller: MemberCaller, of: string, { all, shown, reason }: Shown) => {
    if (reason === undefined && othersOf(caller, all).length > 0)
      throw new AppError('invalid', 'say why, in a few words: the people whose seats these are read it', {
        at: 'reason',
      })
    const people = othersOf(caller, shown.length > 0 ? shown : all)
    await noteOpenings(store, caller, people, { what: 'seat', reason: `${of}: ${reason}`, now: now() })
  }
  const show = async (caller: MemberCaller, of: string, all: readonly NamedSeat[], asked: Asked) => {
    const { unused = 0, offset, limit, reason } = asked
    const seats = all.filter(({ days }) => days >= unused)
    const shown = seats.slice(offset, offset + limit)
    await note(caller, of, { all, shown, reason })
    return { total: seats.length, seats: shown.map(toShown) }
  }
  return [
    personRoute(guard, protocol.licenceSeats, async ({ id, ...asked }, caller) => {
      const { name, apps } = await getLicence(store, caller.orgId, id)
      return show(caller, name, (await read(caller, apps)).seats, asked)
    }),
    personRoute(guard, softwareSeats, async ({ app, ...asked }, caller) => {
      const { seats } = await read(caller, [app])
      return show(caller, seats[0]?.name ?? app, seats, asked)
    }),
    personRoute(guard, protocol.reclaimLicence, async ({ id, unused, reason }, caller) => {
      const licence = await getLicence(store, caller.orgId, id)
      const { reader, seats } = await read(caller, licence.apps)
      const free = seats.filter(({ days }) => days >= unused)
      await note(caller, licence.name, { all: seats, shown: free, reason })
      const price = licence.price && { minor: perMonth(1, licence.price), currency: licence.price.currency }
      const csv = toReclaimCsv(free.map(toRow), { ...reader, price })
      const name = `reclaim-${toFileName(licence.name)}-${reader.today}.csv`
      return new Response(csv, {
        headers: {
          'content-type': 'text/csv; charset=utf-8',
          'content-disposition': `attachment; filename="${name}"`,
        },
      })
    }),
  ]
}

type Asked = Omit<z.output<typeof protocol.licenceSeats.input>, 'id'>

const toShown = ({ user, device, key, name, app, on, frontKnown, days }: NamedSeat) => ({
  ...{ userId: device.userId, person: user?.name ?? null },
  ...{ deviceId: device.id, device: device.name, platform: device.platform, lastSeenAt: device.lastSeenAt },
  ...{ app: { key, name }, version: app.version, lastUsedOn: on, frontKnown, days },
})

const toRow = ({ user, device, name, app, on, days }: NamedSeat): ReclaimRow => ({
  ...{ person: user?.name ?? null, email: user?.email ?? null, device: device.name },
  ...{ app: name, version: app.version, lastUsedOn: on, days },
})

/** Plain letters: what a header and every file system take. */
const toFileName = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/[^\w-]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40)
    .toLowerCase() || 'licence'
