import type { Store } from './store.ts'

const last = new WeakMap<Store, Promise<unknown>>()

/**
 * Runs work that counts up ids after all such work before it, so that within this process nobody loses a race for one. Between
 * processes the unique keys decide, and the loser starts again.
 */
export function inTurn<T>(store: Store, work: () => Promise<T>): Promise<T> {
  const turn = (last.get(store) ?? Promise.resolve()).then(work)
  last.set(
    store,
    turn.catch(() => {}),
  )
  return turn
}
