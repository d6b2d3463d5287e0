import { expect, it } from 'vitest'
import { toFrontWindow } from './front-window.ts'

const app = { key: 'editor.desktop', name: 'Editor' }
const asked: (readonly string[])[] = []
const apps = {
  appOf: (pid: number) => (pid === 7 ? app : undefined),
  appOfClass: (names: readonly string[]) => {
    asked.push(names)
    return names.includes('org.example.Editor') ? app : undefined
  },
}
const from = (pid: unknown, names: readonly unknown[] = [], title: unknown = '') =>
  toFrontWindow({ pid, names, title }, apps)

it('toFrontWindow › takes the process before what a window calls itself', () => {
  expect(from(7, ['anything'])).toEqual({ app })
  expect(from(8, ['org.example.Editor'])).toBeNull()
  expect(from(0, ['', 'org.example.Editor.desktop'])).toEqual({ app })
})

it('toFrontWindow › keeps a title only where there is one, and not all of a long one', () => {
  expect(from(7, [], 'olá')).toEqual({ app, title: 'olá' })
  expect(from(7, [], 9)).toEqual({ app })
  expect(from(7, [], 'x'.repeat(9_999))?.title).toHaveLength(1_000)
})

it('toFrontWindow › is nothing where nobody can tell', () => {
  for (const pid of [undefined, null, 'x', -3, 1.5, Number.NaN, 2 ** 60, 7n]) expect(from(pid)).toBeNull()
  from(0, [null, 4, {}, 'x'.repeat(500), ...Array.from({ length: 100 }, () => 'y')])
  expect(asked.at(-1)).toEqual(['y', 'y', 'y', 'y'])
})
