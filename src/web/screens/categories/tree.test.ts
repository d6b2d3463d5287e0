import { expect, it } from 'vitest'
import { branchOf, type ListedCategory, type ToldTime, toTree, toUnsortedShare } from './tree.ts'

const time = (activeMs: number | null): ToldTime => ({ foregroundMs: activeMs, activeMs, watchingMs: null })
const category = (id: number, parentId: number | null, name: string, all: ToldTime, cpuMs = 0): ListedCategory => ({
  ...{ id, parentId, key: null, name, apps: 1, rules: 1 },
  ...{ own: { time: all, cpuMs }, all: { time: all, cpuMs } },
})
const all = [
  category(1, null, 'Work', time(50)),
  category(2, 1, 'Notes', time(20)),
  category(3, 1, 'Documents', 'withheld'),
  category(4, null, 'Ávida', time(80)),
  category(5, 2, 'Short notes', time(null)),
  category(6, 1, 'Drawings', time(30)),
]
const told = (unsorted: ToldTime, cpuMs = 0, categories = all) => ({
  ...{ revision: 1, categories },
  unsorted: { time: unsorted, cpuMs, apps: 3 },
})

it('puts each category below its own, the most used first, what may not be told before what is nothing', () => {
  const tree = toTree(all, 'en', 'active').map(({ depth, label, color }) => `${depth} ${label} ${color}`)
  expect(tree).toEqual(['0 Ávida 0', '0 Work 1', '1 Drawings 1', '1 Notes 1', '2 Short notes 1', '1 Documents 1'])
})

it('goes by the names as well, and colours stay', () => {
  const tree = toTree(all, 'en', 'category').map(({ path, color }) => [path, color])
  expect(tree).toEqual([
    ['Ávida', 0],
    ['Work', 1],
    ['Work / Documents', 1],
    ['Work / Drawings', 1],
    ['Work / Notes', 1],
    ['Work / Notes / Short notes', 1],
  ])
})

it('shows at the top what lies below a category that is not there', () => {
  expect(toTree([category(9, 77, 'Lost', time(1))], 'en', 'active')).toMatchObject([{ label: 'Lost', depth: 0 }])
})

it('cuts a branch out with all that is below it', () => {
  const tree = toTree(all, 'en', 'category')
  const branch = (label: string) => branchOf(tree, tree.find((row) => row.label === label)!).map(({ id }) => id)
  expect(branch('Work')).toEqual([1, 3, 6, 2, 5])
  expect(branch('Notes')).toEqual([2, 5])
  expect(branch('Ávida')).toEqual([4])
})

it('says which share of the time is in no category', () => {
  expect(toUnsortedShare(told(time(70)))).toEqual({ share: 0.35, of: 'active', atMost: false, apps: 3, any: true })
})

it('says how much it is at most where some time may not be told, and nothing where its own may not', () => {
  const hidden = [...all, category(7, null, 'Hidden', 'withheld')]
  expect(toUnsortedShare(told(time(70), 0, hidden))).toMatchObject({ share: 0.35, atMost: true })
  expect(toUnsortedShare(told(time(0), 0, hidden))).toMatchObject({ share: 0, atMost: false })
  expect(toUnsortedShare(told('withheld'))).toMatchObject({ share: null, any: true })
})

it('goes by CPU time where nobody knows who was there or nothing was in front, and by nothing where nothing was recorded', () => {
  const front = [category(1, null, 'Work', time(5), 300)]
  expect(toUnsortedShare(told(time(0), 100, front))).toMatchObject({ share: 0.25, of: 'cpu' })
  const unknown = [category(1, null, 'Work', time(null), 300)]
  expect(toUnsortedShare(told(time(null), 100, unknown))).toMatchObject({ share: 0.25, of: 'cpu' })
  expect(toUnsortedShare(told(time(null), 0, []))).toMatchObject({ share: null, any: false })
})
