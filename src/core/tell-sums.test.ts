import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canFindOut, subsetsOf } from '../../tests/support/subtract.ts'
import { mayTell } from './software.ts'
import { type Part, type Sum, type Told, tellSums } from './tell-sums.ts'

const everybody = ['a', 'b', 'c', 'd', 'e', 'f', 'g'] as const
const someone = fc.subarray([...everybody])
const few = 3

/** A tree of three floors, some of its parts nobody's. */
const trees = fc
  .array(fc.array(fc.array(fc.record({ people: someone, size: fc.nat(9) }), { maxLength: 3 }), { maxLength: 3 }), {
    minLength: 1,
    maxLength: 3,
  })
  .map((floors): Sum => {
    const toPart = (key: string, { people, size }: { people: readonly string[]; size: number }): Part => {
      const whose = new Set(size === 0 ? [] : people)
      return { key, size: whose.size === 0 ? 0 : size, people: whose, around: new Set(people) }
    }
    const toSum = (key: string, of: Sum['of']): Sum => ({ key, of })
    const sums = floors.map((floor, i) => {
      const below = floor.map((parts, j) => {
        const of = parts.map((part, k) => toPart(`${i}.${j}.${k}`, part))
        return toSum(`${i}.${j}`, of)
      })
      return toSum(`${i}`, below)
    })
    return toSum('all', sums)
  })

const partsOf = (sum: Sum | Part): Part[] => ('of' in sum ? sum.of.flatMap(partsOf) : [sum])
const allOf = (sum: Sum | Part): (Sum | Part)[] => [sum, ...('of' in sum ? sum.of.flatMap(allOf) : [])]
const peopleOf = (sum: Sum | Part): Set<string> => new Set(partsOf(sum).flatMap(({ people }) => [...people]))
const aroundOf = (sum: Sum | Part): Set<string> => new Set(partsOf(sum).flatMap(({ around }) => [...around]))

/** What can be made of what is told. */
const findsOut = (root: Sum, told: Told, victims: ReadonlySet<string>, open: ReadonlySet<string>) => {
  const sums = allOf(root).filter(({ key }) => told.has(key))
  const rows = sums.map((sum) => new Set(partsOf(sum).map(({ key }) => key)))
  return canFindOut(partsOf(root), rows, victims, open)
}

const openOnes = someone.map((ids) => new Set<string>(ids))

describe('tellSums', () => {
  it('tellSums › tells nothing of few people, whatever is added to and subtracted from what', () => {
    const crowds = subsetsOf(everybody)
    fc.assert(
      fc.property(trees, openOnes, (root, open) => {
        const may = (people: ReadonlySet<string>) => mayTell(people, open, few)
        const told = tellSums([root], may)
        for (const crowd of crowds)
          if (!may(crowd)) expect([[...crowd], findsOut(root, told, crowd, open)]).toEqual([[...crowd], false])
      }),
    )
  })

  it('tellSums › withholds no more than it must: of what may be told by itself, telling any one would be too much', () => {
    fc.assert(
      fc.property(trees, openOnes, (root, open) => {
        const may = (people: ReadonlySet<string>) => mayTell(people, open, few)
        const told = tellSums([root], may)
        const held = allOf(root).filter((sum) => {
          const people = peopleOf(sum)
          const own = may(people.size > 0 ? people : aroundOf(sum))
          if (!own) expect(told.has(sum.key)).toBe(false)
          return own && !told.has(sum.key)
        })
        for (const { key } of held) {
          const more: Told = { ...told, has: (each) => each === key || told.has(each) }
          const crowds = subsetsOf([...peopleOf(root)]).filter((crowd) => !may(crowd))
          expect(crowds.some((crowd) => findsOut(root, more, crowd, open))).toBe(true)
        }
      }),
    )
  })

  it('tellSums › tells all where everybody shares, or where every part is of enough people', () => {
    fc.assert(
      fc.property(trees, (root) => {
        const all = (may: (people: ReadonlySet<string>) => boolean, tree: Sum) => {
          const told = tellSums([tree], may)
          expect(allOf(tree).filter(({ key }) => !told.has(key))).toEqual([])
        }
        all((people) => mayTell(people, new Set(everybody), few), root)
        const crowd = new Set(['a', 'b', 'c'])
        const fill = (sum: Sum | Part): Sum | Part =>
          'of' in sum ? { ...sum, of: sum.of.map(fill) } : { ...sum, people: crowd, around: crowd }
        all((people) => mayTell(people, new Set(), few), fill(root) as Sum)
      }),
    )
  })

  it('tellSums › says the same in whatever order the parts are given', () => {
    const turn = (sum: Sum): Sum => {
      const of = sum.of.map((part) => ('of' in part ? turn(part) : part))
      return { ...sum, of: of.reverse() }
    }
    fc.assert(
      fc.property(trees, openOnes, (root, open) => {
        const tellOf = (tree: Sum) => {
          const told = tellSums([tree], (people) => mayTell(people, open, few))
          return allOf(root).map(({ key }) => told.has(key))
        }
        expect(tellOf(turn(root))).toEqual(tellOf(root))
      }),
    )
  })

  it('tellSums › withholds the smallest other part, goes below what it withholds, and tells of each in which rest it is', () => {
    const of = (key: string, size: number, ids: string): Part => {
      const people = new Set(ids)
      return { key, size, people, around: people }
    }
    const games = { key: 'games', of: [of('chess', 5, 'abc'), of('cards', 2, 'abc')] }
    const root: Sum = { key: 'all', of: [of('alone', 4, 'a'), games, of('mail', 9, 'abc'), of('unused', 0, '')] }
    const told = tellSums([root], (people) => mayTell(people, new Set(), few))
    const keys = ['all', 'alone', 'games', 'chess', 'cards', 'mail', 'unused']
    expect(keys.filter((key) => !told.has(key))).toEqual(['alone', 'games', 'cards'])
    expect(keys.map((key) => told.blockOf(key))).toEqual(['all', 'all', 'all', 'chess', 'all', 'mail', 'unused'])
    const alone: Sum = { key: 'one', of: [of('alone', 1, 'a')] }
    expect(tellSums([alone], (people) => people.size > 1).blockOf('alone')).toBeUndefined()
  })
})
