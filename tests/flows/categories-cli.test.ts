import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { openSqlite } from '../../src/server/store/sqlite.ts'
import { newFolder } from '../support/program.ts'
import { enroll, noon } from '../support/records.ts'
import { sendWork } from '../support/titled.ts'
import { runHere } from '../support/world.ts'

const folder = newFolder()
const file = join(folder, 'server.db')

const runIn = async (locale: string, ...args: string[]) => {
  const { exit, out, err } = await runHere([...args, '--data-dir', folder], {
    env: {
      USAGE_AUDIT_SERVER__DATABASE: `file:${file}`,
      USAGE_AUDIT_REPORTS__LOCALE: locale,
      USAGE_AUDIT_REPORTS__ZONE: 'UTC',
    },
    now: () => noon + 3_600_000,
  })
  return { exit, out: out.replace(/[\u00a0\u202f]/g, ' '), err }
}
const run = async (...args: string[]) => {
  const { exit, out, err } = await runIn('en', ...args)
  expect([exit, err], args.join(' ')).toEqual([0, ''])
  return out
}
const json = async (...args: string[]) => JSON.parse(await run(...args, '--json'))
/** Minutes in front by category, where there are any. */
const minutes = async () => {
  const { categories } = await json('categories')
  type Row = { name: string; foregroundMs: number | null }
  const rows = (categories as Row[]).filter(({ foregroundMs }) => foregroundMs)
  return Object.fromEntries(rows.map(({ name, foregroundMs }) => [name, (foregroundMs ?? 0) / 60_000]))
}
const width = (text: string) => Math.max(...text.split('\n').map((line) => line.length))

beforeAll(async () => {
  const store = openSqlite(file)
  const { device } = await enroll(store)
  await sendWork(store, device, [
    [
      { app: 0, title: 'Inbox', minutes: 10, touched: true },
      { app: 0, title: 'Cats - YouTube', minutes: 20, touched: true },
      { app: 3, title: null, minutes: 7, touched: false },
    ],
  ])
  await store.close()
})

describe('usage-audit categories', () => {
  it('shows the tree with its time in the language of the reports, within 80 columns', async () => {
    const out = await run('categories')
    expect(out).toMatch(/^ID +CATEGORY +IN FRONT +ACTIVE +CPU TIME\n/)
    expect(out).toMatch(/\n22 {2}Leisure +20 min 00 s +20 min 00 s +0 s\n23 {4}Films and music +20 min/)
    expect(out).toMatch(/\n {4}No category +7 min 00 s +0 min 00 s +4\.0 min\n/)
    const ptBr = await runIn('pt-BR', 'categories')
    expect(ptBr.out).toMatch(/\n23 {4}Filmes e música +20 min/)
    for (const text of [out, ptBr.out, (await runIn('pt-BR', 'rules')).out, await run('rules', '--full')])
      expect(width(text)).toBeLessThanOrEqual(80)
    expect(await run('categories', '--month', '2026-10')).toMatch(/Films and music +–/)
  })

  it('previews, changes, and takes each change back', async () => {
    const before = await minutes()
    expect(before).toEqual({ Leisure: 20, 'Films and music': 20, 'Web browsing': 10, 'No category': 7 })
    const edit = ['rules', 'add', 'games', '--app', 'acme|nothing*']
    const preview = await run(...edit, '--preview')
    expect(preview).toMatch(/\nGames +– +7 min 00 s +– +0 min 00 s +0 s +4\.0 min\n/)
    expect(preview).toMatch(/\nAcme +No category +Games\n/)
    expect(width(preview)).toBeLessThanOrEqual(80)
    expect((await runIn('pt-BR', ...edit, '--preview')).out).toContain('Uma prévia: nada foi alterado.')
    expect(await minutes()).toEqual(before)
    expect(await run(...edit)).toBe('Changed: this is revision 2. Days made again for their titles: 0.\n')
    expect(await minutes()).toMatchObject({ Games: 7, Leisure: 27 })
    await run('categories', 'add', 'Invoices', '--parent', 'Work')
    const { lastId } = await json('rules', 'add', 'work/invoices', '--title', 'inbox')
    expect(await minutes()).toEqual({ Leisure: 27, 'Films and music': 20, Games: 7, Work: 10, Invoices: 10 })
    await run('rules', 'change', String(lastId), '--last')
    expect(await minutes()).toMatchObject({ 'Web browsing': 10 })
    await run('categories', 'rename', 'invoices', 'Bills')
    await run('categories', 'move', 'Bills')
    await run('categories', 'remove', 'Bills', '--into', 'Work')
    await run('rules', 'remove', String(lastId))
    expect(await json('rules', 'undo')).toMatchObject({ undone: { action: 'remove rule' } })
    expect((await runIn('pt-BR', 'rules', 'undo')).out).toMatch(/^Desfeito: uma categoria foi removida, de /)
    for (let i = 0; i < 6; i++) await run('rules', 'undo')
    expect(await minutes()).toEqual(before)
    expect(await runIn('en', 'rules', 'undo')).toMatchObject({ exit: 65, err: expect.stringContaining('no change') })
  })
})

describe('usage-audit rules', () => {
  it('lists what each takes, and what no rule sorts', async () => {
    const { rules } = await json('rules')
    const media = rules.find((rule: { title: string | null }) => rule.title?.startsWith('youtube'))
    expect(media).toMatchObject({ category: 'Leisure/Films and music', subjects: 1, foregroundMs: 20 * 60_000 })
    expect(await run('rules', 'unsorted')).toMatch(/: 1\. .*\nAPP +KEY .*\nAcme +\/opt\/acme\/bin\/acme +7 min/)
  })

  it('says which of them takes an app, and a window of it', async () => {
    const out = await run('rules', 'test', 'firefox', '--title', 'Cats - YouTube')
    expect(out).toMatch(/^Firefox \(firefox\.desktop\): Web browsing, by rule \d+\.\nWith the title .*: Leisure\/Films/)
    expect((await runIn('pt-BR', 'rules', 'test', 'xyz')).out).toBe(
      'xyz: sem categoria, pois nenhuma regra corresponde.\n',
    )
    expect(await json('rules', 'test', 'xyz')).toMatchObject([{ recorded: false, rule: null }])
  })

  it.each([
    [['categories', 'remove', 'leisure'], 65, 'are 3 categories and 4 rules'],
    [['categories', 'move', 'work', '--parent', 'notes'], 65, 'cannot lie below itself'],
    [['categories', '--month', '2026-13'], 64, 'write it as 2026-10'],
    [['rules', 'add', 'nowhere', '--app', 'x'], 65, 'no category "nowhere"'],
    [['rules', 'add', 'games'], 65, 'needs an app'],
    [['rules', 'add', 'games', '--app', 'x', '--first', '--last'], 64, 'at one place'],
    [['rules', 'add', 'games', '--app', 'x', '--revision', '999'], 75, 'meanwhile'],
    [['rules', 'change', '31'], 64, 'say what to change'],
    [['rules', 'remove', 'x'], 64, 'must be a number'],
    [['rules', 'remove', '9999'], 65, 'no rule 9999'],
  ])('%j is refused with %d: %s', async (args, exit, message) => {
    const refused = await runIn('en', ...args)
    expect([refused.exit, refused.out]).toEqual([exit, ''])
    expect(refused.err).toContain(message)
  })
})
