import { toLabel } from '../../core/view/label.ts'
import type { OutputOf } from '../../protocol/client.ts'
import type { myAccesses } from '../../protocol/rights.ts'
import type { accessWords } from '../words/accesses.ts'

/** One time that somebody opened what is another's. */
export type AccessEntry = OutputOf<typeof myAccesses>['entries'][number]

type Words = (typeof accessWords)['en']

/** Who it was, as they were called then. */
export function actorOf({ actor, actorName }: Pick<AccessEntry, 'actor' | 'actorName'>, words: Words): string {
  const name = toLabel(actorName, 80)
  if (actor.startsWith('local:')) return words.local(name || toLabel(actor.slice('local:'.length), 80))
  if (actor.startsWith('client:')) return words.program(name || words.erased)
  return name || words.erased
}

/** What was done, in the reader's words; as it is called in the log where a newer server notes more. */
export const kindOf = (what: string, words: Words): string =>
  Object.hasOwn(words.kinds, what) ? words.kinds[what as keyof Words['kinds']] : toLabel(what, 40)
