import { describe, expect, it } from 'vitest'
import { locales } from '../../../../core/texts/language.ts'
import { toPolicySummary, toPolicyText, toRuleText } from './policy-text.ts'

describe('toRuleText', () => {
  it.each([
    [{ app: 'keepassxc*', action: 'drop' }, 'App “keepassxc*”: nothing is kept.'],
    [{ title: 'salary', action: 'redact' }, 'Windows with “salary” in the title: the title becomes [private].'],
    [
      { app: 'firefox*', domain: 'bank.example', hours: 'mo-fr 12:00-13:00', action: 'hash' },
      'Windows of “firefox*” that show bank.example, Mon–Fri 12:00–13:00: the title becomes a fingerprint.',
    ],
    [{ hours: 'sa,su 00:00-24:00', action: 'drop' }, 'Everything, Sat–Sun 00:00–24:00: nothing is kept.'],
  ] as const)('toRuleText › %j', (rule, text) => {
    expect(toRuleText(rule, 'en')).toBe(text)
  })

  it('toRuleText › has a pattern in one line, whatever is in it', () => {
    expect(toRuleText({ app: 'a\nb\u202e', action: 'drop' }, 'en')).toBe('App “a b”: nothing is kept.')
  })
})

it('toPolicyText › speaks only of what is asked', () => {
  expect(toPolicyText({}, false, 'en')).toEqual([])
  expect(toPolicyText({ titles: true, paused: false, workingHours: null, rules: [] }, false, 'en')).toEqual([])
  expect(toPolicyText({ titles: true, paused: false, workingHours: null, rules: [] }, true, 'en')).toHaveLength(4)
  for (const locale of locales) {
    const said = toPolicyText({ titles: false, paused: true, workingHours: 'mo 08:00-09:00' }, false, locale)
    expect([locale, said.length]).toEqual([locale, 3])
  }
})

it('toPolicySummary › counts rules', () => {
  const rule = { app: 'a', action: 'drop' } as const
  expect(toPolicySummary({ titles: false, rules: [rule] }, false, 'en')).toBe(
    'No window title is kept, whatever a computer’s own settings say. One rule leaves something out.',
  )
  expect(toPolicySummary({ rules: [rule, rule] }, false, 'pt-BR')).toBe('2\u00a0regras deixam coisas de fora.')
})
