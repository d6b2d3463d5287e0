import { describe, expect, it } from 'vitest'
import { exported } from '../src/server/export/exported.ts'
import { countAll, countByKind, keptMs, kindOfTable, storedKinds } from '../src/web/screens/my-data/kinds.ts'

/** Tables of which a person gets rows. */
const told = Object.entries(exported).flatMap(([table, reader]) => (typeof reader === 'function' ? [table] : []))

describe('what is stored, by kind', () => {
  it('has every table of an export in one kind, and with the account only what is about the person and their computers', () => {
    expect(told.filter((table) => kindOfTable(table) === 'account').sort()).toEqual(
      [
        ...['users', 'identities', 'signIns', 'members', 'devices', 'streams'],
        ...['subscriptions', 'policies', 'eraseOrders'],
      ].sort(),
    )
  })

  it('leaves no row out of the sums', () => {
    const rows = Object.fromEntries(told.map((table, i) => [table, i + 1]))
    expect([...countByKind(rows).values()].reduce((sum, n) => sum + n, 0)).toBe(countAll(rows))
  })

  it('says how long each is kept, but of what stays until it is erased', () => {
    const retention = { titlesMs: 1, factsMs: 2, daysMs: 3, accessMs: 4 }
    expect(storedKinds.map((kind) => [kind, keptMs(kind, retention)])).toEqual([
      ...[['programs', 2] as const, ['moments', 2] as const, ['titles', 1] as const, ['gaps', 2] as const],
      ...[['days', 3] as const, ['reports', undefined] as const, ['accesses', 4] as const],
      ['account', undefined],
    ])
  })
})
