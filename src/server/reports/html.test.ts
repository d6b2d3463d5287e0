import { describe, expect, it } from 'vitest'
import { marinaReport } from '../../../tests/support/marina.ts'
import { emptyReport } from '../../../tests/support/report.ts'
import { dark, light } from '../../core/charts/palette.ts'
import { toView } from '../../core/view/view.ts'
import { toHtml } from './html.ts'
import { drawPictures, paintPictures, toPictures } from './pictures.ts'

const links = { web: 'https://usage.example/r/2026-10', unsubscribe: 'https://usage.example/u?a=1&b=2' }
const html = (report = marinaReport()) => toHtml(report, 'en', { links, pictures: pictures() })
const pictures = () =>
  toPictures(drawPictures(toView(marinaReport(), 'en')), ({ name, scheme }) => `cid:${name}-${scheme}`)

/** What Outlook reads: its own comments opened, those for others left out. */
const inOutlook = (mail: string) =>
  mail
    .replace(/<!--\[if !mso\]><!-->[\s\S]*?<!--<!\[endif\]-->/g, '')
    .replace(/<!--\[if mso\]>([\s\S]*?)<!\[endif\]-->/g, '$1')

/** What everybody else reads. */
const elsewhere = (mail: string) => mail.replace(/<!--[\s\S]*?-->/g, '')

/** Tags that are opened and not closed, or the other way round. */
function unbalanced(mail: string): string[] {
  const open: string[] = []
  const wrong: string[] = []
  const body = mail.slice(mail.indexOf('<body'))
  for (const [, end, name, rest] of body.matchAll(/<(\/?)([a-z][\w:]*)((?:[^>"]|"[^"]*")*)>/gi)) {
    if (/^(img|br|meta)$/.test(name!) || rest!.endsWith('/')) continue
    if (!end) open.push(name!)
    else if (open.pop() !== name) wrong.push(name!)
  }
  return [...wrong, ...open.filter((name) => name !== 'html')]
}

describe('the HTML of a mail', () => {
  it('the HTML of a mail › closes what it opens, for Outlook and for all others', () => {
    for (const mail of [html(), toHtml(emptyReport(), 'pt-BR', { links })])
      for (const read of [inOutlook, elsewhere])
        expect(unbalanced(read(mail)).filter((name) => name !== 'html')).toEqual([])
  })

  it('the HTML of a mail › gives Outlook a fixed column, a button of its own and no picture twice', () => {
    const mail = inOutlook(html())
    expect(mail).toContain('<table role="presentation" width="600"')
    expect(mail.match(/<v:roundrect href="https:\/\/usage\.example\/r\/2026-10"/g)).toHaveLength(1)
    expect(mail).not.toContain('-dark"')
    expect(mail).not.toMatch(/<a href="https:\/\/usage\.example\/r\/2026-10" style="display:inline-block/)
  })

  it('the HTML of a mail › shows one picture of each pair, which one is for the reader’s colours to say', () => {
    const mail = elsewhere(html())
    expect(mail.match(/<img class="lt[^>]+alt="[^"]{80,}/g)).toHaveLength(2)
    expect(mail.match(/<img class="dk"[^>]+alt="[^"]{80,}"[^>]+display:none/g)).toHaveLength(2)
    expect(mail).toContain('.lt{display:none!important}.dk{display:block!important')
  })

  it('the HTML of a mail › has a dark twin for each light colour that it paints', () => {
    const used = new Set(
      html()
        .slice(html().indexOf('<body'))
        .match(/#[0-9A-F]{6}/gi),
    )
    const known = Object.values(light).flat()
    expect([...used].filter((color) => !known.includes(color))).toEqual([])
    for (const [name, color] of Object.entries(light).filter(
      ([, each]) => typeof each === 'string' && used.has(each),
    )) {
      const twin = dark[name as 'ink']
      expect(html(), `${name} ${color}`).toContain(`${twin}!important`)
    }
  })

  it('the HTML of a mail › draws bars and histories in table cells, without a picture', () => {
    const mail = toHtml(marinaReport(), 'en')
    expect(mail).not.toContain('<img')
    expect(mail.match(/aria-hidden="true"/g)).toHaveLength(10)
    expect(mail.match(/class="(b|bl)( rs)?" width="\d+%"/g)!.length).toBeGreaterThanOrEqual(20)
    expect(mail).toContain('role="img" aria-label="Bar of all categories. Development 34%; Communication 22%;')
  })

  it('the HTML of a mail › leads to the web, and away', () => {
    expect(html().match(/https:\/\/usage\.example\/r\/2026-10/g)).toHaveLength(3)
    expect(html()).toContain('href="https://usage.example/u?a=1&amp;b=2"')
    expect(toHtml(marinaReport(), 'en')).not.toMatch(/<a |roundrect/)
  })
})

describe('paintPictures', () => {
  it('paintPictures › makes each picture of a mail small', async () => {
    const painted = await paintPictures(drawPictures(toView(marinaReport(), 'pt-BR')))
    expect(painted.map(({ name, scheme }) => `${name}-${scheme}`)).toEqual([
      ...['month-light', 'month-dark', 'when-light', 'when-dark'],
    ])
    for (const { png } of painted) expect(png.length).toBeLessThan(16_000)
  })
})
