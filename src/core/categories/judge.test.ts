import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addRule, changeRule, type Edit, removeRule } from './edit.ts'
import { createJudge } from './judge.ts'
import { findCategory, nameOf } from './names.ts'
import type { RuleConditions, Ruleset, Subject } from './rules.ts'
import { starterNames } from './starter-names.ts'
import { toStarters } from './starters.ts'
import { ancestry, byId } from './tree.ts'

const nothing: RuleConditions = { app: null, path: null, title: null, domain: null, parentId: null }
const starters = toStarters()
const idOf = (typed: string) => findCategory(starters.categories, typed).id
const app = (key: string, name = key): Subject => ({ kind: 'app', key, name })
const withEdits = (...edits: Edit[]): Ruleset => edits.reduce<Ruleset>((ruleset, edit) => edit(ruleset), starters)
/** The key of the category that an app, or a window of it, belongs to. */
const categoryOf = (subject: Subject, title?: string, ruleset = starters): string | undefined => {
  const judge = createJudge(ruleset)
  const rule = (title === undefined ? undefined : judge.titleRuleOf(subject, title)) ?? judge.ruleOf(subject)
  return ruleset.categories.find(({ id }) => id === rule?.categoryId)?.key ?? undefined
}

describe('createJudge', () => {
  it('lets the first rule that matches count, whatever else does', () => {
    const condition = fc.constantFrom('*', 'a*', '*b', 'ab|ba', 'b')
    const subject = fc.constantFrom('a', 'b', 'ab', 'ba', 'aab', 'c').map((key) => app(key))
    fc.assert(
      fc.property(fc.array(condition, { maxLength: 8 }), subject, (patterns, one) => {
        const edits = patterns.map((pattern, i) => addRule(i + 1, { ...nothing, app: pattern }, 'last'))
        const ruleset = edits.reduce<Ruleset>((all, edit) => edit(all), { ...starters, rules: [] })
        const judge = createJudge(ruleset)
        const first = ruleset.rules.find((rule) => judge.wouldMatch(rule, one))
        expect(judge.ruleOf(one)).toBe(first)
        const rest = first ? removeRule(first.id)(ruleset) : ruleset
        expect(createJudge(rest).ruleOf(one)).toBe(rest.rules.find((rule) => judge.wouldMatch(rule, one)))
      }),
    )
  })

  it('asks a rule on titles only where no rule on the app comes before it', () => {
    const rule = { ...nothing, title: 'budget' }
    expect(categoryOf(app('firefox.desktop'), 'Budget', withEdits(addRule(idOf('games'), rule)))).toBe('games')
    expect(categoryOf(app('firefox.desktop'), 'Budget', withEdits(addRule(idOf('games'), rule, 'last')))).toBe('web')
    expect(categoryOf(app('/opt/x'), 'Budget', withEdits(addRule(idOf('games'), rule, 'last')))).toBe('games')
  })

  it('matches a parent by the category of the app itself, or one above it', () => {
    const rule = { ...nothing, title: 'x', parentId: idOf('development') }
    const ruleset = withEdits(addRule(idOf('games'), rule))
    expect(categoryOf(app('code.desktop'), 'x', ruleset)).toBe('games')
    expect(categoryOf(app('firefox.desktop'), 'x', ruleset)).toBe('web')
    expect(categoryOf(app('/opt/x'), 'x', ruleset)).toBeUndefined()
  })

  it('matches paths only of keys that are paths, and hosts with all below them', () => {
    const onPath = withEdits(addRule(idOf('games'), { ...nothing, path: '*acme*' }))
    expect(categoryOf(app('/opt/acme/run', 'run'), undefined, onPath)).toBe('games')
    expect(categoryOf(app('c:\\acme\\run.exe', 'run'), undefined, onPath)).toBe('games')
    expect(categoryOf(app('acme.desktop', 'Acme'), undefined, onPath)).toBeUndefined()
    const onHost = withEdits(addRule(idOf('games'), { ...nothing, domain: 'example.org' }))
    expect(categoryOf(app('firefox.desktop'), 'https://play.example.org/x', onHost)).toBe('games')
    expect(categoryOf(app('firefox.desktop'), 'https://notexample.org/x', onHost)).toBe('web')
  })

  it('takes no notice of case, wide letters and what is invisible', () => {
    const ruleset = withEdits(addRule(idOf('games'), { ...nothing, title: 'Ação' }))
    expect(categoryOf(app('firefox.desktop'), 'AÇÃO de graças', ruleset)).toBe('games')
    expect(categoryOf(app('ｆｉｒｅｆｏｘ'))).toBe('web')
  })

  it('is not slowed down by a title or a pattern made for it', () => {
    const rule = { ...nothing, title: `${'*a'.repeat(1_000)}b` }
    const began = performance.now()
    expect(categoryOf(app('firefox.desktop'), 'a'.repeat(100_000), withEdits(addRule(idOf('games'), rule)))).toBe('web')
    // A pattern that goes back would take years.
    expect(performance.now() - began).toBeLessThan(20_000)
  })
})

describe('starters', () => {
  it.each([
    ['firefox.desktop', 'Firefox', 'web'],
    ['firefox_firefox.desktop', 'Firefox', 'web'],
    ['org.mozilla.firefox', 'Firefox', 'web'],
    ['c:\\program files\\google\\chrome\\application\\chrome.exe', 'Google Chrome', 'web'],
    ['com.apple.Safari', 'Safari', 'web'],
    ['com.apple.mail', 'Mail', 'mail'],
    ['c:\\program files\\microsoft office\\root\\office16\\excel.exe', 'Microsoft Excel', 'spreadsheets'],
    ['libreoffice-calc.desktop', 'LibreOffice Calc', 'spreadsheets'],
    ['libreoffice-writer.desktop', 'LibreOffice Writer', 'documents'],
    ['code.desktop', 'Visual Studio Code', 'editors'],
    ['com.microsoft.VSCode', 'Visual Studio Code', 'editors'],
    ['jetbrains-idea.desktop', 'IntelliJ IDEA Ultimate', 'editors'],
    ['/usr/bin/vim.basic', 'vim.basic', 'editors'],
    ['org.gnome.Terminal.desktop', 'Terminal', 'terminals'],
    ['c:\\windows\\system32\\cmd.exe', 'Windows Command Processor', 'terminals'],
    ['us.zoom.xos', 'zoom.us', 'meetings'],
    ['md.obsidian.Obsidian.desktop', 'Obsidian', 'notes'],
    ['com.obsproject.Studio.desktop', 'OBS Studio', 'video-audio'],
    ['c:\\arquivos de programas rfb\\irpf2026\\irpf2026.exe', 'IRPF2026', 'business'],
    ['c:\\totvs\\smartclient\\smartclient.exe', 'TOTVS | SmartClient', 'business'],
    ['/usr/lib/systemd/systemd-resolved', 'systemd-resolved', 'system'],
    ['/usr/libexec/evolution-source-registry', 'evolution-source-registry', 'system'],
    ['c:\\windows\\system32\\svchost.exe', 'Host Process for Windows Services', 'system'],
    ['org.gnome.Calculator.desktop', 'Calculadora', 'utilities'],
    ['com.valvesoftware.Steam.desktop', 'Steam', 'games'],
    ['/opt/acme/acme', 'acme', undefined],
  ])('puts %s (%s) into %s', (key, name, category) => {
    expect(categoryOf(app(key, name))).toBe(category)
  })

  it('sort what a browser shows, and no window of anything else', () => {
    expect(categoryOf(app('firefox.desktop'), 'Cats - YouTube — Mozilla Firefox')).toBe('media')
    expect(categoryOf(app('firefox.desktop'), 'Caixa de entrada - Gmail')).toBe('mail')
    expect(categoryOf(app('code.desktop'), 'youtube.ts - Visual Studio Code')).toBe('editors')
  })

  it('have a name in each language, siblings that differ, and rules that any edit would take', () => {
    const { categories, rules } = starters
    for (const locale of ['en', 'pt-BR'] as const) {
      const names = categories.map((one) => `${one.parentId} ${nameOf(one, locale)}`)
      expect(new Set(names).size).toBe(categories.length)
    }
    expect(Object.keys(starterNames['pt-BR']).sort()).toEqual(categories.map(({ key }) => key).sort())
    for (const { id } of categories) expect(ancestry(byId(categories), id).length).toBeLessThan(3)
    expect(rules.every((rule) => changeRule(rule.id, {})(starters).rules.length === rules.length)).toBe(true)
  })
})
