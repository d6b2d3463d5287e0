import { type Edit, removeRule } from '../../../src/core/categories/edit.ts'
import { hourMs } from '../../../src/core/time.ts'
import { changeRules } from '../../../src/server/store/categories/change.ts'
import { readJudge } from '../../../src/server/store/categories/ruleset.ts'
import { personalOrg } from '../../../src/server/store/people.ts'
import type { Store } from '../../../src/server/store/store.ts'
import { morning } from './demo-reports.ts'

/** Takes the rules away that sort mail, notes and files, so that there is something to sort: of what is made-up everything has a category. */
export async function leaveUnsorted(store: Store): Promise<void> {
  const { rules } = (await readJudge(store, personalOrg)).ruleset
  const gone = rules.filter(({ app }) => /thunderbird|obsidian|nautilus/.test(app ?? ''))
  const edit: Edit = (ruleset) => gone.reduce((left, { id }) => removeRule(id)(left), ruleset)
  if (gone.length > 0) await changeRules(store, personalOrg, { action: 'remove rule', at: morning - hourMs, edit })
}
