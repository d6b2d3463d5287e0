import { addPeriods, type Period, periodAt } from '../../../core/report/periods.ts'
import { type ReportKind, sendAt, unitOf } from '../../../core/report/wishes.ts'
import { planKeyOf } from '../../store/freeze.ts'
import type { User } from '../../store/people.ts'
import type { OrgWorld } from './org-world.ts'
import { findReaders, wishOf } from './readers.ts'

/** A period that may have to be closed. */
export interface Candidate {
  readonly orgId: number
  readonly kind: ReportKind
  /** Whom it is about; undefined where it is the organisation. */
  readonly user: User | undefined
  readonly period: Period
  /** Where the period ends. */
  readonly zone: string
  readonly planKey: string
  /** One of these has to be closed already, if any are named: a kind that was only just chosen begins with its last period. */
  readonly after: readonly string[]
}

/** Never further back: an instance that was away for a year does not send a year of mails. */
const periodsBack = 2
/** How far back it is looked for whether a kind has begun. */
const lookedBack = 6

/** What may have to be closed in an organisation, the older period of two first. */
export const findCandidates = (world: OrgWorld, now: number): Candidate[] => [
  ...world.members.flatMap(({ user }) => [
    ...ofPerson(world, 'person-month', user, now),
    // A week that nobody reads is not closed, for a month holds all of it.
    ...(findReaders(world, 'person-week', user).length > 0 ? ofPerson(world, 'person-week', user, now) : []),
  ]),
  // Somebody alone is an organisation of which there is nothing more to say.
  ...(world.members.length > 1 ? toCandidates(world, 'org-month', undefined, world.zone, now) : []),
]

const ofPerson = (world: OrgWorld, kind: ReportKind, user: User, now: number): Candidate[] =>
  toCandidates(world, kind, user, wishOf(world, kind, user.id, user).zone, now)

function toCandidates(
  { orgId, settings }: OrgWorld,
  kind: ReportKind,
  user: User | undefined,
  zone: string,
  now: number,
): Candidate[] {
  const current = periodAt(now, zone, unitOf(kind, settings))
  const about = user?.id ?? ''
  const keyOf = (back: number) => planKeyOf(kind, about, addPeriods(current, -back))
  // Of a person's months what was recorded says which there are.
  const earlier = (back: number) =>
    kind === 'person-month' || back === 1
      ? []
      : Array.from({ length: lookedBack - back }, (_, i) => keyOf(back + 1 + i))
  return Array.from({ length: periodsBack }, (_, i) => periodsBack - i).map((back) => ({
    ...{ orgId, kind, user, zone, period: addPeriods(current, -back), planKey: keyOf(back), after: earlier(back) },
  }))
}

/**
 * When a period is frozen even if not all data is here: at the hour of its first reader who has one after the end, else at the
 * hour it would have where it is about.
 */
export function freezeAt(world: OrgWorld, { kind, user, period, zone }: Candidate, end: number): number {
  const own = user ? wishOf(world, kind, user.id, user) : { hour: world.hour }
  const hours = findReaders(world, kind, user).map((reader) => sendAt(period, reader))
  const after = hours.filter((at) => at > end)
  return after.length > 0 ? Math.min(...after) : sendAt(period, { ...own, zone })
}
