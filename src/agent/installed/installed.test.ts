import { setImmediate } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { newJournal, uploadAll } from '../../../tests/support/journals.ts'
import { noon } from '../../../tests/support/records.ts'
import { type InstalledSighting, toInstalled } from '../../core/installed.ts'
import { dayMs, hourMs, minuteMs } from '../../core/time.ts'
import type { InstalledDetail } from '../../protocol/batches.ts'
import { parseBatch } from '../../server/ingest/parse-batch.ts'
import type { Journal } from '../journal/journal.ts'
import { createInstalledWatch, type FoundApp } from './installed.ts'

const app = (key: string, version = '1'): FoundApp => ({
  app: { key: `${key}.desktop`, name: key },
  detail: { version, from: 'dpkg' },
})

/** A watch whose list can be changed, and which is asked at any instant until it has looked. */
function open(journal: Journal, list: readonly FoundApp[] | Error) {
  const errors: unknown[] = []
  const state = { list, looks: 0 }
  const read = async () => {
    state.looks++
    if (state.list instanceof Error) throw state.list
    return state.list
  }
  const watch = createInstalledWatch({ journal, read, onError: (error) => errors.push(error) })
  const take = async (now: number) => {
    watch.take(now)
    await setImmediate()
    const spans = watch.take(now)
    journal.write({ hours: [], recorded: [], gaps: [], spans })
    return spans.map((span) => span.app?.key.replace('.desktop', ''))
  }
  return { state, errors, take }
}

interface Row {
  readonly key: string
  readonly start: number
  readonly detail: string
}

const rowsIn = ({ db }: Journal): Row[] =>
  db
    .prepare<[], Row>(
      "select b.key, start, detail from spans join subjects b on b.id = subject where source = 'installed' order by start",
    )
    .all()

const toSightings = (journal: Journal): InstalledSighting[] =>
  rowsIn(journal).map(({ key, start, detail }) => ({
    subject: key.charCodeAt(0),
    at: start,
    version: (JSON.parse(detail) as InstalledDetail).version ?? null,
  }))

it('createInstalledWatch › waits at the start, then tells everything once, each at its own instant and none in the future', async () => {
  const { journal } = newJournal(noon)
  const { take, state } = open(journal, [app('a'), app('b'), app('c')])
  expect(await take(noon)).toEqual([])
  expect(state.looks).toBe(0)
  expect(await take(noon + 2 * minuteMs)).toEqual(['a', 'b', 'c'])
  expect(await take(noon + 3 * minuteMs)).toEqual([])
  const starts = rowsIn(journal).map(({ start }) => start)
  expect(new Set(starts).size).toBe(3)
  expect(Math.max(...starts)).toBeLessThan(noon + 2 * minuteMs)
  journal.close()
})

it('createInstalledWatch › tells only what changed, also after a restart, and all again after a week', async () => {
  const { journal } = newJournal(noon)
  const first = open(journal, [app('a'), app('b')])
  await first.take(noon)
  await first.take(noon + 2 * minuteMs)
  first.state.list = [app('a', '2'), app('b'), app('c')]
  expect(await first.take(noon + dayMs)).toEqual([])
  expect(await first.take(noon + dayMs + 2 * minuteMs)).toEqual(['a', 'c'])
  journal.openStream(noon + 2 * dayMs)
  const again = open(journal, [app('a', '2'), app('c')])
  await again.take(noon + 2 * dayMs)
  expect(await again.take(noon + 2 * dayMs + 2 * minuteMs)).toEqual([])
  expect(await again.take(noon + 9 * dayMs)).toEqual(['a', 'c'])
  const apps = toInstalled(toSightings(journal), noon + 10 * dayMs)
  expect(apps.map(({ subject, version }) => [String.fromCharCode(subject), version])).toEqual([
    ['a', '2'],
    ['c', '1'],
  ])
  journal.close()
})

it('createInstalledWatch › costs few rows: a thousand programs in a month', async () => {
  const { journal } = newJournal(noon)
  const list = Array.from({ length: 1_000 }, (_, i) => app(`app-${i}`))
  const { take } = open(journal, list)
  for (let at = noon; at < noon + 30 * dayMs; at += 3 * hourMs) await take(at)
  expect(rowsIn(journal).length).toBe(5_000)
  journal.close()
})

it('createInstalledWatch › is taken by the server as it is, and refused without an app or with more than a version', async () => {
  const { journal } = newJournal(noon)
  const { take } = open(journal, [app('a'), { app: { key: 'b', name: 'b' }, detail: {} }])
  await take(noon)
  await take(noon + 2 * minuteMs)
  const [batch] = uploadAll(journal, noon + hourMs)
  expect(parseBatch(structuredClone(batch)).refused).toEqual([])
  expect(batch!.spans.length).toBe(2)
  const [row] = batch!.spans
  const spans = [
    [0, 'installed', row![2], row![3], null, row![5]],
    [0, 'installed', row![2], row![3], 0, null],
    [0, 'installed', row![2], row![3], 0, { version: '1', from: 'dpkg', path: '/home' }],
    [0, 'inhibit', row![2], row![3], 0, null],
    [0, 'inhibit', row![2], row![3], null, null],
    [0, 'lock', row![2], row![3], 0, null],
  ]
  expect(parseBatch({ ...structuredClone(batch), spans }).refused.map(({ index, code }) => [index, code])).toEqual([
    [0, 'subject_invalid'],
    [1, 'detail_invalid'],
    [2, 'detail_invalid'],
    [4, 'subject_invalid'],
    [5, 'subject_invalid'],
  ])
  journal.close()
})

it('createInstalledWatch › says what went wrong, and looks again the next day', async () => {
  const { journal } = newJournal(noon)
  const { take, errors, state } = open(journal, new Error('no list'))
  await take(noon)
  expect(await take(noon + 2 * minuteMs)).toEqual([])
  expect(errors).toMatchObject([{ message: 'no list' }])
  state.list = [app('a')]
  expect(await take(noon + dayMs + 3 * minuteMs)).toEqual(['a'])
  expect(await take(noon - 9 * dayMs)).toEqual(['a']) // the clock was set back
  journal.close()
})
