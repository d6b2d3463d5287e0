import { mkdirSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { newFolder } from '../../../tests/support/program.ts'
import type { PolicyAnswer, PolicySettings } from '../../protocol/policy.ts'
import {
  agreeToPolicy,
  createPolicyReader,
  findHeldBack,
  forgetPolicy,
  holdPolicy,
  pauseOf,
  policiesOf,
  readHeldPolicy,
} from './held.ts'

let journal: string
beforeEach(() => {
  journal = join(newFolder(), 'journal.db')
})

const nothing: PolicySettings = { titles: true, rules: [], workingHours: null, paused: false }
const answer = (revision: number, policy: Partial<PolicySettings>): PolicyAnswer => ({
  revision,
  policy: { ...nothing, ...policy },
  idleAfterMs: 600_000,
  erase: [],
})
const hold = (revision: number, policy: Partial<PolicySettings>, now = 1) =>
  holdPolicy(journal, answer(revision, policy), now)
const held = () => readHeldPolicy(journal)!
const drop = { app: 'keepassxc*', action: 'drop' } as const

describe('a held policy', () => {
  it('is none until a server sends one, and readable by its owner only', () => {
    expect(readHeldPolicy(journal)).toBeUndefined()
    expect(policiesOf(undefined)).toEqual([])
    hold(5, { titles: false })
    expect(held()).toMatchObject({ revision: 5, idleAfterMs: 600_000 })
    expect(statSync(join(dirname(journal), 'policy.json')).mode & 0o777).toBe(0o600)
  })

  it('is in force at once where it takes away more', () => {
    hold(5, { titles: false })
    hold(6, { titles: false, rules: [drop], workingHours: 'mo-fr 08:00-18:00' })
    hold(7, { titles: false, rules: [drop, { action: 'hash' }], workingHours: 'mo-fr 09:00-17:00' })
    expect(findHeldBack(held())).toEqual([])
    expect(policiesOf(held())).toHaveLength(1)
  })

  it('keeps what it no longer takes away until the person agrees, through any number of changes', () => {
    hold(5, { titles: false, rules: [drop], workingHours: 'mo-fr 08:00-18:00' })
    hold(6, { workingHours: 'mo-fr 12:00-20:00' })
    hold(7, {})
    expect(findHeldBack(held())).toEqual(['titles', 'rules', 'hours'])
    const [last, ...former] = policiesOf(held())
    expect(last).toMatchObject({ titles: true, rules: [], workingHours: undefined })
    expect(former.map(({ titles }) => titles)).toEqual([false, true])
    agreeToPolicy(journal, held())
    expect([findHeldBack(held()), policiesOf(held())]).toEqual([[], [last]])
    hold(8, { rules: [drop] })
    hold(9, {})
    expect(findHeldBack(held())).toEqual(['rules'])
  })

  it('asks for no more agreement when it is as strict as before again', () => {
    hold(5, { titles: false })
    hold(6, {})
    hold(7, { titles: false })
    expect(findHeldBack(held())).toEqual([])
    expect(policiesOf(held())).toHaveLength(1)
  })

  it('begins and ends a pause without being asked', () => {
    hold(5, { paused: true }, 100)
    hold(6, { paused: true }, 200)
    expect(pauseOf(held())).toEqual({ at: 100, until: null })
    hold(7, {}, 300)
    expect(pauseOf(held())).toBeUndefined()
  })

  it('never loosens by wearing the agent out', () => {
    hold(5, { rules: [drop] })
    for (let i = 0; i < 60; i++) hold(6 + i, { rules: [{ title: `rule ${i}`, action: 'drop' }] })
    expect(policiesOf(held()).some(({ rules }) => rules.some(({ app }) => app === 'keepassxc*'))).toBe(true)
    expect(findHeldBack(held())).toContain('rules')
    agreeToPolicy(journal, held())
    hold(70, {})
    expect(held()).toMatchObject({ revision: 70, offered: { rules: [] } })
  })

  it('lets nothing through where it cannot be read, until the server sends it again', () => {
    for (const text of ['', '{', '{"revision":1}']) {
      writeFileSync(join(dirname(journal), 'policy.json'), text)
      expect(pauseOf(held())).toEqual({ at: 0, until: null })
      expect(policiesOf(held())[0]!.titles).toBe(false)
    }
    hold(9, {})
    expect([findHeldBack(held()), pauseOf(held())]).toEqual([[], undefined])
    forgetPolicy(journal)
    expect(readHeldPolicy(journal)).toBeUndefined()
    mkdirSync(join(dirname(journal), 'policy.json'))
    expect(pauseOf(held())).toBeDefined()
  })

  it('is read anew when one of its files has changed', () => {
    const read = createPolicyReader(journal)
    expect(read()).toBeUndefined()
    hold(5, { titles: false })
    hold(6, {})
    expect(findHeldBack(read()!)).toEqual(['titles'])
    agreeToPolicy(journal, held())
    expect(findHeldBack(read()!)).toEqual([])
    expect(read()).toBe(read())
  })
})
