import { inflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { hugeReport, marinaReport } from '../../../tests/support/marina.ts'
import { sampleOrgReport } from '../../../tests/support/org-report.ts'
import { elementsOf, type ReadPdf, readPdf } from '../../../tests/support/read-pdf.ts'
import { emptyReport } from '../../../tests/support/report.ts'
import type { AnyReport } from '../../core/view/any-view.ts'
import { fontOf, lackingSign, toShown } from './pdf/fonts.ts'
import { openSheet } from './pdf/sheet.ts'
import { drawSvg } from './pdf/svg.ts'
import { toPdf } from './pdf.ts'

const plain = (text: string) => text.replaceAll('\u00a0', ' ')
/** All that the pages of a file say to a reader of its bytes. */
const contentOf = (file: Buffer) =>
  [...file.toString('latin1').matchAll(/FlateDecode\s*>>\s*stream\n([\s\S]*?)\nendstream/g)]
    .map(([, stream]) => inflateSync(Buffer.from(stream!, 'latin1')).toString('latin1'))
    .join('')
/** As PDF has it: UTF-16 behind its mark. */
const inUtf16 = (text: string) => `\u00fe\u00ff${Buffer.from(text, 'utf16le').swap16().toString('latin1')}`

const everyText = ({ pages }: ReadPdf) => pages.flatMap(({ texts }) => texts.map(({ text }) => plain(text)))

describe('toPdf', () => {
  it('toPdf › is the same file for the same report, whatever was printed before', async () => {
    const first = await toPdf(marinaReport(), 'en')
    await toPdf(marinaReport({ about: 'Édouard Ärzte Ñandú' }), 'pt-BR', { paper: 'Letter' })
    expect((await toPdf(marinaReport(), 'en')).equals(first)).toBe(true)
  })

  it('toPdf › keeps every letter a letter after parts of others were printed', async () => {
    await toPdf(marinaReport({ about: 'ÉÈÊ ÀÁÂ' }), 'en')
    const read = await readPdf(await toPdf(marinaReport({ about: 'EMMA ADA fifi' }), 'en'))
    expect(everyText(read)).toContain('Monthly report for EMMA ADA fifi')
  })

  it('toPdf › says what it is: title, subject, language, program, when its figures were made', async () => {
    const { info } = await readPdf(await toPdf(marinaReport(), 'pt-BR'))
    expect(info).toMatchObject({
      Title: 'Relatório mensal de Marina · Outubro\u00a0de\u00a02026',
      Language: 'pt-BR',
      Creator: 'usage-audit',
      CreationDate: 'D:20261101031000Z',
    })
    expect(plain(String(info.Subject))).toContain('142 h')
  })

  it('toPdf › keeps a name with marks of XML a name in its metadata', async () => {
    const file = await toPdf(sampleOrgReport({ about: 'Silva & <Filhos>' }), 'pt-BR')
    expect(file.toString('utf8')).toContain('Silva &amp; &lt;Filhos&gt;')
    expect((await readPdf(file)).info.Title).toContain('Silva & <Filhos>')
  })

  it.each<['A4' | 'Letter', AnyReport]>([
    ['A4', hugeReport()],
    ['Letter', sampleOrgReport()],
  ])('toPdf › stays within its margins on %s, whatever the names', async (paper, report) => {
    const { pages } = await readPdf(await toPdf(report, 'pt-BR', { paper }))
    expect([pages[0]!.width, pages[0]!.height].map(Math.round)).toEqual(paper === 'A4' ? [595, 842] : [612, 792])
    for (const { width, height, texts } of pages)
      for (const { text, x, y, width: long } of texts) {
        expect(x, text).toBeGreaterThan(47)
        expect(x + long, text).toBeLessThan(width - 47)
        expect(y, text).toBeGreaterThan(20)
        expect(y, text).toBeLessThan(height - 20)
      }
  })

  it.each<[string, AnyReport]>([
    ['a month', marinaReport()],
    ['3,000 apps', hugeReport()],
    ['an organisation', sampleOrgReport()],
  ])('toPdf › leaves no title alone at the end of a page, and numbers them: %s', async (_, report) => {
    const { pages } = await readPdf(await toPdf(report, 'en'))
    pages.forEach(({ texts, elements }, i) => {
      expect(texts.map(({ text }) => plain(text))).toContain(`${i + 1} of ${pages.length}`)
      const body = texts.filter(({ y }) => y > 52).sort((a, b) => a.y - b.y)
      expect(body[0]!.size, `${body[0]!.text} on page ${i + 1}`).not.toBe(11.5)
      expect(elements.length).toBeGreaterThan(0)
    })
  })

  it('toPdf › repeats the head of a table on the next page, and not for who has it read aloud', async () => {
    const read = await readPdf(await toPdf(hugeReport(), 'en'))
    const printed = everyText(read).filter((text) => text === 'App').length
    const told = elementsOf(read, 'TH').filter(({ text }) => text === 'App').length
    expect(printed).toBeGreaterThan(told)
  })

  it('toPdf › prints a sign for a letter that the fonts lack, says so, and has the name in full beneath', async () => {
    const file = await toPdf(marinaReport({ about: '文書 Ltda' }), 'en')
    const text = everyText(await readPdf(file)).join(' ')
    expect(text).toContain(`Monthly report for ${lackingSign}${lackingSign} Ltda`)
    expect(text).toContain(`${lackingSign} stands for a letter that this file’s fonts do not have.`)
    expect(contentOf(file)).toContain(inUtf16('Monthly report for 文書 Ltda'))
    const usual = await toPdf(marinaReport(), 'en')
    expect(everyText(await readPdf(usual)).join(' ')).not.toContain(lackingSign)
    expect(contentOf(usual)).not.toContain('ActualText')
  })

  it('toPdf › says above all else, and on every page, that data are made up', async () => {
    const { pages } = await readPdf(await toPdf(marinaReport({ demo: true }), 'en'))
    for (const { texts } of pages) expect(texts.map(({ text }) => text).join(' ')).toContain('Demo – made-up data')
    expect([...pages[0]!.texts].sort((a, b) => b.y - a.y)[0]!.text).toContain('Demo – made-up data')
  })

  it('toPdf › of nothing is one page of sentences', async () => {
    const read = await readPdf(await toPdf(emptyReport(), 'pt-BR'))
    expect(read.pages).toHaveLength(1)
    expect(elementsOf(read, 'H1').map(({ text }) => text)).toEqual(['Nada foi registrado'])
    expect(elementsOf(read, 'Table')).toEqual([])
  })
})

describe('toShown', () => {
  it('toShown › keeps what the fonts have, and counts letters as people do', () => {
    expect(toShown('Ação − 12,5 “Ж” Ω')).toBe('Ação − 12,5 “Ж” Ω')
    expect(toShown('👩‍👩‍👧 Família')).toBe(`${lackingSign} Família`)
    expect(toShown('e\u0301')).toBe('é')
    expect(fontOf('light').hasGlyphForCodePoint('€'.codePointAt(0)!)).toBe(true)
  })
})

describe('drawSvg', () => {
  it('drawSvg › refuses what it cannot draw, rather than leave it out', () => {
    const facts = { locale: 'en', paper: 'A4', title: 't', subject: 's', madeAt: 0 } as const
    const { doc } = openSheet(facts)
    const place = { x: 0, y: 0, scale: 1 }
    expect(() => drawSvg(doc, '<svg><polygon points="0 0"/></svg>', place)).toThrow('No chart of ours')
  })
})
