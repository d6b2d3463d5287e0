import type { Period } from '../../../core/report/periods.ts'
import { decideWish, isFor, type ReportKind, sendAt, type Wish } from '../../../core/report/wishes.ts'
import { toLocale } from '../../../core/texts/texts.ts'
import type { NewMail } from '../../store/freeze.ts'
import type { User } from '../../store/people.ts'
import type { OrgWorld } from './org-world.ts'

/** Somebody who gets a report. */
export interface Reader extends Wish {
  /** A user's id, or that of a recipient without an account. */
  readonly id: string
  /** Null: nothing can be sent to them. */
  readonly address: string | null
}

/** What somebody with an account gets of a kind: about themself, or about the organisation. */
export function wishOf(world: OrgWorld, kind: ReportKind, about: string, reader: Pick<User, 'id' | 'locale' | 'zone'>) {
  const at = { locale: toLocale(reader.locale), zone: reader.zone }
  return decideWish(kind, world.wordOf(reader.id, kind, about), at, world.settings, world.usualHour)
}

/**
 * Who reads the reports of a kind about somebody: that person, or who runs the organisation, unless they do not want them; and
 * those without an account who were added and said yes.
 * @param user undefined where it is about the organisation
 */
export function findReaders(world: OrgWorld, kind: ReportKind, user: User | undefined): Reader[] {
  const about = user?.id ?? ''
  const members = user
    ? [user]
    : world.members.filter(({ role }) => isFor(kind, role, world.members.length)).map(userOf)
  const own = members
    .map((one): Reader => ({ ...wishOf(world, kind, about, one), id: one.id, address: world.addressOf(one) }))
    .filter(({ wanted }) => wanted)
  const others = world.recipients.flatMap((one): Reader[] => {
    if (one.kind !== kind || one.about !== about) return []
    const word = world.wordOf(one.id, kind, about)
    if (!word?.wanted) return []
    const at = { locale: toLocale(one.locale), zone: one.zone }
    return [{ ...decideWish(kind, word, at, world.settings, world.usualHour), id: one.id, address: one.address }]
  })
  return [...own, ...others]
}

const userOf = ({ user }: { readonly user: User }) => user

/** A mail for each of them who has an address, due at their hour where they are, or now if that has gone by. */
export const toMails = (world: OrgWorld, readers: readonly Reader[], period: Period, now: number): NewMail[] =>
  readers.flatMap(({ id, address, locale, formats, ...at }) => {
    if (address === null) return []
    const suppressed = world.suppressed(address)
    const mail = { reader: id, address, locale, formats, dueAt: Math.max(now, sendAt(period, at)) }
    return [{ ...mail, ...(suppressed !== undefined && { suppressed }) }]
  })
