import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { createGroupCommit as create } from './group-commit.ts'
import { createWriteTurn, newTurn } from './write-turn.ts'

const createGroupCommit = (client: Database.Database) => create(client, createWriteTurn(newTurn()))

function openNotes() {
  const client = new Database(':memory:')
  client.exec('create table notes (text text primary key)')
  const insert = client.prepare('insert into notes values (?)')
  const read = () => client.prepare('select text from notes order by text').pluck().all()
  return { client, read, add: (...texts: string[]) => texts.forEach((text) => void insert.run(text)) }
}

it('createGroupCommit › commits what is asked for in one turn, and undoes alone what throws', async () => {
  const { client, read, add } = openNotes()
  const { commit } = createGroupCommit(client)
  const outcomes = await Promise.allSettled([
    commit(() => add('a')),
    commit(() => add('b', 'a')),
    commit(() => add('c')),
  ])
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  expect(read()).toEqual(['a', 'c'])
})

it('createGroupCommit › writes nothing before the commit and all of it at once', async () => {
  const { client, read, add } = openNotes()
  const { commit } = createGroupCommit(client)
  const both = Promise.all([commit(() => add('a')), commit(() => add('b'))])
  expect(read()).toEqual([])
  await both
  expect(read()).toEqual(['a', 'b'])
})

it('createGroupCommit › fails all when the whole transaction ended, as on a full disk', async () => {
  const { client, read, add } = openNotes()
  const { commit } = createGroupCommit(client)
  const endAll = () => {
    client.exec('rollback')
    throw new Error('the disk is full')
  }
  const outcomes = await Promise.allSettled([commit(() => add('a')), commit(endAll), commit(() => add('c'))])
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected'])
  expect(read()).toEqual([])
  await commit(() => add('d'))
  expect(read()).toEqual(['d'])
})

it('createGroupCommit › commits what waits when told to', async () => {
  const { client, read, add } = openNotes()
  const { commit, flush } = createGroupCommit(client)
  const written = commit(() => add('a'))
  void flush()
  expect(read()).toEqual(['a'])
  await written
})

it('createGroupCommit › waits, with everything else going on, while another thread writes', async () => {
  const { client, read, add } = openNotes()
  const turn = createWriteTurn(newTurn())
  const { commit, alone } = create(client, turn)
  expect(turn.take()).toBe(true)
  const both = Promise.all([commit(() => add('a')), commit(() => add('b')), alone(() => read())])
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect(read()).toEqual([])
  turn.leave()
  await both
  expect(read()).toEqual(['a', 'b'])
  expect(turn.take()).toBe(true)
})

it('createGroupCommit › leaves its turn when the work fails', async () => {
  const { client, read, add } = openNotes()
  const { commit, alone } = createGroupCommit(client)
  const fail = () => {
    throw new Error('it failed')
  }
  await expect(alone(fail)).rejects.toThrow('it failed')
  await expect(commit(fail)).rejects.toThrow('it failed')
  await commit(() => add('a'))
  expect(read()).toEqual(['a'])
})
