import { findMembersOf } from '../../../src/server/store/members.ts'
import { personalOrg } from '../../../src/server/store/people.ts'
import { writePolicy } from '../../../src/server/store/policies.ts'
import type { Store } from '../../../src/server/store/store.ts'
import { morning } from './demo-reports.ts'

/** What a made-up organisation asks its computers to leave out, and one person’s exception. */
export async function askToLeaveOut(store: Store): Promise<void> {
  const someone = (await findMembersOf(store, personalOrg)).find(({ role }) => role === 'member')
  const settings = {
    ...{ titles: false, workingHours: 'mo-fr 08:00-18:00' },
    rules: [
      { app: 'keepassxc*', action: 'drop' },
      { domain: 'bank.example', action: 'redact' },
    ],
  } as const
  const first = { known: 0, now: morning }
  await writePolicy(
    store,
    personalOrg,
    { scope: 'org', about: '' },
    { ...first, settings: { ...settings, rules: [...settings.rules] } },
  )
  const near = { settings: { workingHours: 'mo-th 09:00-17:00' }, ...first }
  if (someone) await writePolicy(store, personalOrg, { scope: 'person', about: someone.userId }, near)
}
