import { tellSums } from '../tell-sums.ts'
import { fewestPeople } from './org-report.ts'
import type { OrgAppSums, OrgSums } from './org-sums.ts'
import { isTooFew } from './withhold.ts'

/** Five who are nobody: whoever is added to five people, something may be told of all of them. */
const five = Array.from({ length: fewestPeople }, (_, i) => `one of five: ${i}`)

/**
 * The apps of a month whose time may not be told, by their subjects: of fewer than five people of whom one does not share; and where
 * what is left of all active time would be such people's, further ones, those with the least first.
 */
export function findWithheldApps(apps: readonly OrgAppSums[], { active, activeMs }: OrgSums): ReadonlySet<number> {
  const few = apps.filter(isTooFew).map(({ subjectId }) => subjectId)
  // Without a sum of all there is nothing to subtract from.
  if (few.length === 0 || activeMs === null || isTooFew(active)) return new Set(few)
  const used = apps.filter(({ people, activeMs: ms }) => people > 0 && ms)
  const open = new Set(
    used.flatMap(({ users = [] }) => users.flatMap(({ userId, shares }) => (shares ? [userId] : []))),
  )
  const parts = used.map(({ subjectId, activeMs: ms, users }) => {
    const people = new Set(users?.map(({ userId }) => userId) ?? five)
    return { key: String(subjectId), size: ms ?? 0, people, around: people }
  })
  const told = tellSums([{ key: 'all', of: parts }], (people) => {
    const sharing = [...people].filter((id) => open.has(id)).length
    return !isTooFew({ people: people.size, sharing })
  })
  return new Set([...few, ...used.flatMap(({ subjectId }) => (told.has(String(subjectId)) ? [] : [subjectId]))])
}
