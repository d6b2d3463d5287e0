import { describe, expect, it } from 'vitest'
import { matchesGlob } from './glob.ts'
import { findDropRule, judgeWindow, needsTitles, type PrivacyRule, stricter } from './privacy.ts'
import { parseWeeklyHours } from './weekly-hours.ts'

const firefox = { key: 'firefox.desktop', name: 'Firefox' }
const moment = { at: Date.UTC(2026, 10, 2, 12), zone: 'UTC' }
const fingerprint = (text: string) => `<${text.length}>`
const judge = (rules: readonly PrivacyRule[], title: string | undefined, { titles = true, app = firefox } = {}) =>
  judgeWindow({ titles, rules }, { app, title }, moment, fingerprint)

describe('matchesGlob', () => {
  it.each([
    ['a', 'a', true],
    ['a', 'ab', false],
    ['a*', 'ab', true],
    ['*b', 'ab', true],
    ['a*a', 'a', false],
    ['a*b*c', 'axxbyyc', true],
    ['a*b*c', 'axxcyyb', false],
    ['*', '', true],
    ['**', 'x', true],
    ['a.c', 'abc', false],
    ['*ab*ab', 'ab', false],
  ])('matchesGlob › %s in %s: %s', (pattern, text, matches) => {
    expect(matchesGlob(pattern, text)).toBe(matches)
  })

  it('matchesGlob › is not slow for a text that nearly matches', () => {
    const started = performance.now()
    expect(matchesGlob(`${'a*'.repeat(100)}b`, 'a'.repeat(100_000))).toBe(false)
    expect(performance.now() - started).toBeLessThan(100)
  })
})

describe('judgeWindow', () => {
  it('judgeWindow › keeps no title unless titles are on, and then without secrets', () => {
    expect(judge([], 'Inbox', { titles: false })).toMatchObject({ dropped: false, title: undefined })
    expect(judge([], 'Inbox of ana@example.org')).toMatchObject({ title: 'Inbox of [e-mail]', redacted: ['e-mail'] })
    expect(judge([], undefined).title).toBeUndefined()
    expect(judge([], ' \u200b ').title).toBeUndefined()
    expect(judge([], 'x'.repeat(10_000)).title).toHaveLength(500)
  })

  it.each([
    ['drop', { dropped: true, title: undefined }],
    ['redact', { dropped: false, title: '[private]' }],
    ['hash', { dropped: false, title: '#<28>' }],
    ['domain', { dropped: false, title: 'mail.example.org' }],
    ['keep', { dropped: false, title: 'https://mail.example.org/…' }],
  ] as const)('judgeWindow › %s', (action, verdict) => {
    expect(judge([{ action }], 'https://mail.example.org/ana')).toMatchObject({ ...verdict, rule: 0 })
  })

  it('judgeWindow › keeps no title where the rule asks for domains and there is none', () => {
    expect(judge([{ action: 'domain' }], 'Inbox').title).toBeUndefined()
  })

  it('judgeWindow › goes by the first rule that matches, and redacts also what is kept', () => {
    const rules: PrivacyRule[] = [
      { app: 'code*', action: 'drop' },
      { title: 'inbox', action: 'keep' },
      { app: 'fire*', action: 'redact' },
    ]
    expect(judge(rules, 'My INBOX, ana@example.org')).toMatchObject({ rule: 1, title: 'My INBOX, [e-mail]' })
    expect(judge(rules, 'Other')).toMatchObject({ rule: 2, title: '[private]' })
    expect(judge(rules, 'Other', { app: { key: '~/bin/x', name: 'Code' } })).toMatchObject({ rule: 0, dropped: true })
  })

  it.each([
    [{ title: 'bank' }, 'My Bank', true],
    [{ title: 'my*bank' }, 'see my small bank now', true],
    [{ title: 'bank' }, 'Ｂ\u200bａｎｋ', true],
    [{ title: 'bank' }, 'Ban k', false],
    [{ title: 'ba.k' }, 'bank', false],
    [{ domain: 'example.org' }, 'https://www.example.org/x', true],
    [{ domain: 'example.org' }, 'example.org', true],
    [{ domain: 'example.org' }, 'notexample.org', false],
    [{ domain: '*.gov.br' }, 'https://www.receita.gov.br', true],
    [{ app: 'FIREFOX' }, 'x', true],
    [{ app: 'fire' }, 'x', false],
    [{ app: 'firefox', title: 'bank' }, 'x', false],
    [{ hours: parseWeeklyHours('mo 12:00-13:00') }, 'x', true],
    [{ hours: parseWeeklyHours('mo 13:00-14:00') }, 'x', false],
  ])('judgeWindow › %j in %s: %s', (rule, title, matches) => {
    expect(judge([{ ...rule, action: 'drop' }], title).dropped).toBe(matches)
  })

  it('judgeWindow › drops all of an app that a rule drops, whatever a rule on titles says before it', () => {
    const rules: PrivacyRule[] = [
      { title: 'inbox', action: 'keep' },
      { app: 'firefox', action: 'drop' },
    ]
    expect(judge(rules, 'inbox')).toMatchObject({ dropped: true, rule: 1 })
    expect(findDropRule({ titles: true, rules }, firefox, moment)).toBe(1)
  })
})

it('findDropRule › lets an exception come first, and looks at no rule on titles', () => {
  const drop: PrivacyRule = { app: '*fox', action: 'drop' }
  expect(
    findDropRule({ titles: true, rules: [{ app: 'firefox', action: 'keep' }, drop] }, firefox, moment),
  ).toBeUndefined()
  expect(findDropRule({ titles: true, rules: [{ title: 'x', action: 'drop' }] }, firefox, moment)).toBeUndefined()
})

it('needsTitles › to keep them, or to hold them against a rule', () => {
  expect(needsTitles({ titles: false, rules: [{ app: 'x', action: 'drop' }] })).toBe(false)
  expect(needsTitles({ titles: false, rules: [{ title: 'x', action: 'drop' }] })).toBe(true)
  expect(needsTitles({ titles: true, rules: [] })).toBe(true)
})

it('stricter › drops what either drops, and keeps a title only if both do', () => {
  const kept = { dropped: false, title: 'a', rule: undefined, redacted: [] }
  const dropped = { ...kept, dropped: true, title: undefined, rule: 0 }
  expect(stricter(kept, dropped)).toEqual(dropped)
  expect(stricter(dropped, kept)).toEqual(dropped)
  const untitled = { ...kept, title: undefined }
  expect(stricter(untitled, dropped)).toEqual(dropped)
  expect(stricter(kept, { ...kept, title: '[private]' }).title).toBeUndefined()
  expect(stricter(kept, kept)).toEqual(kept)
})
