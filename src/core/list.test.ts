import { describe, expect, it } from 'vitest'
import { sortBy } from './list.ts'

describe('sortBy', () => {
  const rows = [
    { id: 1, days: 5 },
    { id: 2, days: null },
    { id: 3, days: 9 },
    { id: 4, days: 5 },
  ]
  const ids = (order?: 'asc' | 'desc') =>
    sortBy(rows, { by: ({ days }) => days, tie: ({ id }) => id, order, usual: 'desc' }).map(({ id }) => id)

  it('puts what is unknown last both ways, and equal ones always in one order', () => {
    expect(ids()).toEqual([3, 1, 4, 2])
    expect(ids('asc')).toEqual([1, 4, 3, 2])
  })
})
