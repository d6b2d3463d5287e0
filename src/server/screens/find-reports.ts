import { isAtLeast } from '../../core/access.ts'
import { isPeriod } from '../../core/report/periods.ts'
import { isKind } from '../../core/report/wishes.ts'
import { toLocale } from '../../core/texts/texts.ts'
import { periodName } from '../../core/view/period-name.ts'
import type { Found } from '../../protocol/usage-shapes.ts'
import { findArchived } from '../store/archive.ts'
import type { Member } from '../store/members.ts'
import type { Store } from '../store/store.ts'

/** Of those there are more, the newest are looked through. */
const mostReports = 200

/** As somebody types it: `outubro 2026` too. */
const typedAs = (name: string) => {
  const plain = name.replace(/\s+/g, ' ')
  return [plain, plain.replaceAll(' de ', ' ')]
}

/** Reports that somebody has, their own and for admins the organisation's, each with the names by which it is looked for. */
export async function findNamedReports(
  store: Store,
  { orgId, role, user }: Member,
): Promise<{ readonly found: Found; readonly names: readonly string[] }[]> {
  const locale = toLocale(user.locale)
  const about = isAtLeast(role, 'admin') ? [user.id, ''] : [user.id]
  const rows = await findArchived(store, orgId, { about, limit: mostReports })
  return rows.flatMap(({ id, kind, period, erased }) =>
    erased || !isKind(kind) || !isPeriod(period)
      ? []
      : [
          {
            found: { kind: 'report', id, name: period, key: kind },
            names: [...typedAs(periodName(period, locale)), period],
          },
        ],
  )
}
