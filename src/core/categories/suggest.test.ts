import { describe, expect, it } from 'vitest'
import { removeRule } from './edit.ts'
import { createJudge } from './judge.ts'
import { toStarters } from './starters.ts'
import { createSuggester } from './suggest.ts'

const app = (key: string, name: string) => ({ kind: 'app', key, name })
const starters = toStarters()
const idOf = (key: string) => starters.categories.find((one) => one.key === key)!.id

describe('createSuggester', () => {
  it('suggests what a rule of the start would say that somebody removed, in a category that is still there', () => {
    const firefox = app('firefox.desktop', 'Firefox')
    const rule = createJudge(starters).ruleOf(firefox)!
    const without = removeRule(rule.id)(starters)
    expect(createSuggester(createJudge(without), [firefox])(firefox)).toEqual({
      categoryId: idOf('web'),
      because: 'starter',
      like: null,
    })
    const nowhere = { ...without, categories: without.categories.filter(({ key }) => key !== 'web') }
    expect(createSuggester(createJudge(nowhere), [firefox])(firefox)).toBeNull()
  })

  it('suggests where apps of the same maker are, if they are in one place', () => {
    const rules = [
      {
        id: 900,
        categoryId: idOf('design'),
        app: 'acme draw|acme paint',
        path: null,
        title: null,
        domain: null,
        parentId: null,
      },
      { id: 901, categoryId: idOf('games'), app: 'acme race', path: null, title: null, domain: null, parentId: null },
    ]
    const judge = createJudge({ ...starters, rules: [...rules, ...starters.rules] })
    const [draw, paint, race] = ['Draw', 'Paint', 'Race'].map((name) => app(`acme-${name}.desktop`, `Acme ${name}`))
    const newest = app('acme-model.desktop', 'Acme Model')
    const suggest = (...there: (typeof newest)[]) => createSuggester(judge, there)(newest)
    expect(suggest(draw!, paint!)).toEqual({ categoryId: idOf('design'), because: 'neighbour', like: 'Acme Draw' })
    expect(suggest(draw!, paint!, race!)).toMatchObject({ categoryId: idOf('design') })
    expect(suggest(draw!, race!)).toBeNull()
    expect(suggest()).toBeNull()
  })

  it('knows makers by folders and ids too, and takes no folder of everybody for one', () => {
    const rules = [
      { ...starters.rules[0]!, id: 900, app: 'one', title: null, parentId: null, categoryId: idOf('games') },
    ]
    const judge = createJudge({ ...starters, rules })
    const like = (known: string, asked: string) => createSuggester(judge, [app(known, 'one')])(app(asked, 'two'))?.like
    expect(like('/opt/acme/one', '/opt/acme/two')).toBe('one')
    expect(like('c:\\program files\\acme\\one.exe', 'c:\\program files\\acme\\two.exe')).toBe('one')
    expect(like('com.acme.one', 'com.acme.two')).toBe('one')
    expect(like('/usr/bin/one', '/usr/bin/two')).toBeUndefined()
    expect(like('one.desktop', 'two.desktop')).toBeUndefined()
  })
})
