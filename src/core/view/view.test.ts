import { describe, expect, it } from 'vitest'
import { emptyReport, firstReport, presentReport, sampleReport } from '../../../tests/support/report.ts'
import { toHtml, toPage } from '../../server/reports/html.ts'
import { toTerminal } from '../../server/reports/terminal.ts'
import { toText } from '../../server/reports/text.ts'
import type { Report } from '../report/report.ts'
import type { Locale } from '../texts/language.ts'
import { hourMs } from '../time.ts'
import type { SectionName } from './section.ts'
import { toPreheader, toSubject } from './subject.ts'
import { toView } from './view.ts'
import { platformOf } from './view-devices.ts'

const plain = (text: string) => text.replace(/\u00a0|&#160;/g, ' ')
const sectionOf = (report: Report, name: SectionName, locale: Locale = 'en') =>
  toView(report, locale).sections.find((section) => section.name === name)!
const rowsOf = (report = sampleReport(), name: SectionName = 'apps') =>
  sectionOf(report, name).rows.map(({ cells }) => cells.map(plain))

describe('toSubject', () => {
  it.each([
    [sampleReport(), 'Your October: 149 h recorded on 2 computers, 88% of the time due'],
    [firstReport(), 'Your November so far: 20 s recorded on 1 computer, 100% of the time due'],
    [emptyReport(), 'Your November: nothing was recorded'],
  ])('toSubject › names the period and the headline', (report, subject) => {
    expect(plain(toSubject(report, 'en'))).toBe(subject)
  })

  it('toSubject › speaks Portuguese', () => {
    const subject = 'Seu outubro: 149 h de registro em 2 computadores, 88% do tempo previsto'
    expect(plain(toSubject(sampleReport(), 'pt-BR'))).toBe(subject)
    expect(plain(toSubject(emptyReport(), 'pt-BR'))).toBe('Seu novembro: nada foi registrado')
  })

  it('toPreheader › tells the next facts', () => {
    const facts =
      'Firefox took the most CPU time, 18.2 h. Most was recorded on 20 October, 8 h 33. 26 days with records.'
    expect(plain(toPreheader(sampleReport(), 'en'))).toBe(facts)
    expect(toPreheader(emptyReport(), 'en')).toBe('')
  })
})

describe('toView', () => {
  it('toView › sums the apps that are not shown, and closes with the total', () => {
    const rows = rowsOf()
    expect(rows).toHaveLength(10 + 3)
    expect(rows.slice(-3)).toEqual([
      ['9 other apps', '48.4 min', '1%'],
      ['Not attributed', '2.6 h', '4%'],
      ['Total', '63.1 h', '100%'],
    ])
  })

  it('toView › has no row for what there is none of', () => {
    const apps = sampleReport().apps.slice(0, 2)
    const cpuMs = apps.reduce((total, app) => total + app.cpuMs, 0)
    expect(rowsOf(sampleReport({ apps, cpuMs, unattributedCpuMs: 0 })).map(([name]) => name)).toEqual([
      'Firefox',
      'Visual Studio Code',
      'Total',
    ])
  })

  it('toView › says in a sentence that no app was seen', () => {
    expect(sectionOf(sampleReport({ apps: [] }), 'apps')).toMatchObject({
      rows: [],
      sentences: [['No app was seen running in the time recorded.']],
    })
  })

  it('toView › calls memory unknown that was never seen', () => {
    const apps = [{ ...sampleReport().apps[0]!, memoryMeanKiB: 0, memoryPeakKiB: 0 }]
    expect(rowsOf(sampleReport({ apps }), 'spent')[0]!.slice(-2)).toEqual(['–', '–'])
  })

  it('toView › shows each computer with its own coverage, and one that never told of anything', () => {
    const [device] = sampleReport().devices
    const silent = { name: 'silent', platform: 'win32', recordedMs: 0, dueMs: 0, lastRecordedAt: null }
    const rows = rowsOf(sampleReport({ devices: [device!, silent] }), 'devices')
    expect(rows[0]).toEqual(['sample-laptop, Linux', '117 h 27', '136 h 57', '86%', '30 Oct, 18:12'])
    expect(rows[1]).toEqual(['silent, Windows', '0 h 00', '0 h 00', '–', 'never'])
  })

  it('toView › lists gaps in the time due, counts the shorter ones and tells the excused apart', () => {
    const gap = { device: 'sample-laptop', start: 0, end: hourMs, reason: 'lost' }
    const gaps = [...Array.from({ length: 7 }, () => gap), { ...gap, reason: 'off', end: 210 * hourMs }]
    const section = sectionOf(sampleReport({ gaps }), 'gaps')
    expect(section.rows).toHaveLength(5)
    expect(section.sentences.map(String).map(plain)).toEqual([
      '2 shorter gaps, 2 h together.',
      'Nothing was due while the computers were off for 210 h.',
    ])
  })

  it.each([
    ['en', 'Nothing was due while the computers were outside working hours for 14 h.'],
    ['pt-BR', 'Nada era previsto enquanto os computadores estavam fora do horário de trabalho por 14 h.'],
  ] as const)('toView › tells of time outside working hours as excused, in %s', (locale, sentence) => {
    const gaps = [{ device: 'sample-laptop', start: 0, end: 14 * hourMs, reason: 'outside_hours' }]
    const section = sectionOf(sampleReport({ gaps }), 'gaps', locale)
    expect(section.rows).toEqual([])
    expect(section.sentences.map(String).map(plain)).toEqual([sentence])
  })

  it.each([
    ['2026-10', 'month', 'do mês'],
    ['2026-01-01..2026-12-31', 'year', 'do ano'],
  ] as const)('toView › says in whose total time on several computers counts once: %s', (period, en, pt) => {
    const report = presentReport({ period, overlapMs: hourMs })
    const said = (locale: 'en' | 'pt-BR') => String(sectionOf(report, 'devices', locale).sentences[0])
    expect(said('en')).toContain(`once in the ${en}’s total`)
    expect(said('pt-BR')).toContain(`no total ${pt}.`)
    const week = presentReport({ period: '2026-W44', kind: 'person-week', overlapMs: hourMs })
    expect(String(sectionOf(week, 'devices').sentences[0])).toContain('the week’s total')
  })

  it('toView › says how long nothing was due by the sums where not all gaps are at hand', () => {
    const gaps = [{ device: 'sample-laptop', start: 0, end: 14 * hourMs, reason: 'off' }]
    const section = sectionOf(sampleReport({ gaps, unrecorded: { off: 90 * hourMs } }), 'gaps')
    expect(section.sentences.map(String).map(plain)).toEqual(['Nothing was due while the computers were off for 90 h.'])
  })

  it.each([
    ['en', 'nothing came from it after that'],
    ['pt-BR', 'nada chegou dele depois disso'],
  ] as const)('toView › names the silence since the last record among what was not recorded, in %s', (locale, why) => {
    const gaps = [{ device: 'sample-laptop', start: 0, end: 14 * hourMs, reason: 'silent' }]
    expect(sectionOf(sampleReport({ gaps }), 'gaps', locale).rows[0]!.cells).toContain(why)
  })

  it('toView › names every unrecorded day up to eight, then counts', () => {
    const days = sampleReport().days.map((day) =>
      Number(day.day.slice(8)) > 14 ? { ...day, recordedMs: 0, dueMs: hourMs } : day,
    )
    const [month] = toView(sampleReport({ days }), 'en').sections
    expect(plain(String(month!.sentences[1]))).toBe(
      'On 13, 15, 16, 17, 18, 19, 20 October and 11 other days time was due and nothing was recorded: ' +
        'those days are unknown, not zero.',
    )
  })

  it('toView › says of a due that is none that nothing was due', () => {
    const { figures } = toView(sampleReport({ coverage: null, dueMs: 0 }), 'en')
    expect(figures).toContainEqual({ figure: '–', label: 'nothing was due to be recorded' })
  })
})

describe('toView with presence', () => {
  const heads = (report = presentReport()) => sectionOf(report, 'apps').columns.map(({ head }) => head)

  it('toView › leads with active time where it is known of most of the time, and orders by it', () => {
    const view = toView(presentReport(), 'en')
    expect(plain(`${view.hero.figure} ${view.hero.label}`)).toBe('96 h 24 active on 2 computers')
    expect(view.sections[1]!.title).toBe('Top apps')
    expect(heads()).toEqual(['App', 'In front', 'Active', 'Share'])
    expect(rowsOf(presentReport())[0]!.slice(0, 3)).toEqual(['Firefox', '43 h 48', '32 h 51'])
    expect(view.sections[1]!.rows[0]!.share).toBe(1)
    expect(plain(String(view.sections[1]!.notes![1]))).toBe(
      'Active time is known of 137 h of the 149 h recorded; of the rest it is unknown, not zero.',
    )
  })

  it('toView › calls unknown what is unknown of one app', () => {
    const few = presentReport().apps.slice(-3)
    const slack = rowsOf(presentReport({ apps: few })).find(([name]) => name === 'Slack')!
    expect(slack.slice(1, 3)).toEqual(['21 h 29', '–'])
  })

  it('toView › leads with what was recorded where little is known, and shows that little', () => {
    const view = toView(presentReport({ watchedMs: hourMs }), 'en')
    expect(plain(view.hero.label)).toBe('recorded on 2 computers')
    expect(view.sections[1]!.title).toBe('Apps by CPU time')
    expect(heads(presentReport({ watchedMs: hourMs }))).toContain('Active')
  })

  it('toView › has no column for what nobody told, as in a report of before', () => {
    expect(heads(sampleReport())).toEqual(['App', 'CPU time', 'Share'])
    const untold = sampleReport().apps.map((app) => ({ ...app, foregroundMs: null, activeMs: null }))
    expect(toText(sampleReport({ apps: untold, activeMs: null, watchedMs: 0 }), 'en')).toBe(
      toText(sampleReport(), 'en'),
    )
  })
})

describe('an empty report', () => {
  it('an empty report › is a short message in every form, without a table of figures', () => {
    const message = [
      'Nothing was recorded',
      'Nothing was due either: no computer was on with its agent set up.',
      'The last record is from sample-laptop, 28 Oct 2026, 14:00.',
    ]
    const html = plain(toHtml(emptyReport(), 'en').replaceAll('&#160;', ' '))
    for (const sentence of message) {
      expect(html).toContain(sentence)
      expect(toText(emptyReport(), 'en')).toContain(sentence)
      expect(toTerminal(emptyReport(), { locale: 'en' })).toContain(sentence)
    }
    expect(html).not.toMatch(/<th|<img/)
  })

  it('an empty report › says that unrecorded time is not zero', () => {
    const { empty } = toView({ ...emptyReport(), dueMs: 80 * hourMs, devices: [] }, 'pt-BR')
    expect(empty.map(plain).slice(0, 2)).toEqual([
      'O tempo previsto era de 80 h: ele é desconhecido, não zero.',
      'Nenhum computador enviou registros até hoje.',
    ])
  })
})

describe('toHtml', () => {
  it('toHtml › keeps hostile names as text', () => {
    const name = `"><script>alert('1')</script>`
    const report = sampleReport({ about: name, apps: [{ ...sampleReport().apps[0]!, name }] })
    const html = toHtml(report, 'en')
    expect(html).not.toContain('<script')
    expect(html).toContain('&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;')
  })

  it('toHtml › is one column with light values inline, its dark ones in one media query, and no address outside', () => {
    const html = toHtml(sampleReport(), 'pt-BR')
    expect(html).toContain('<html lang="pt-BR"')
    expect(html.match(/prefers-color-scheme:dark/g)).toHaveLength(1)
    expect(html).toContain('max-width:600px')
    expect(html.replaceAll(/xmlns(:o)?="[^"]+"/g, '')).not.toMatch(/https?:/)
  })

  it('toPage › carries its pictures inside, one for each colour scheme', () => {
    expect(
      toPage(sampleReport(), 'en').match(/<img class="(lt|dk)[^"]*" src="data:image\/svg\+xml;base64,/g),
    ).toHaveLength(2)
    expect(toPage(emptyReport(), 'en')).not.toContain('<img')
  })
})

describe('toView › active time on several computers at once', () => {
  it('is told apart in the forms for people, and only where there was any', () => {
    const report = presentReport({ overlapMs: 3.5 * hourMs })
    const inView = (...given: Parameters<typeof toView>) => JSON.stringify(toView(...given).sections)
    for (const say of [toText, inView]) {
      const english = plain(say(report, 'en')).replace(/\s+/g, ' ')
      expect(english).toContain('several computers at once, 3 h 30, counts once')
      expect(plain(say(report, 'pt-BR')).replace(/\s+/g, ' ')).toContain('ao mesmo tempo, 3 h 30, conta uma só vez')
      expect(plain(say(presentReport(), 'en')).replace(/\s+/g, ' ')).not.toContain('at once')
    }
  })
})

describe('toView › what was watched', () => {
  it('is a sentence in both languages, with the threshold that the person chose', () => {
    const report = presentReport({ watchingMs: 3.5 * hourMs, idleAfterMs: 600_000 })
    const english = plain(toText(report, 'en')).replace(/\s+/g, ' ')
    expect(english).toContain('after 10 min without either')
    expect(english).toContain('Watching: 3 h 30 in front without keyboard or pointer')
    const portuguese = plain(toText(report, 'pt-BR')).replace(/\s+/g, ' ')
    expect(portuguese).toContain('após 10 min sem uso')
    expect(portuguese).toContain('Assistindo: 3 h 30 com o app na frente')
  })

  it('is not spoken of in a report that was frozen before it was known, nor where there was none', () => {
    for (const report of [presentReport(), presentReport({ watchingMs: 0 }), presentReport({ watchingMs: null })]) {
      const text = plain(toText(report, 'en')).replace(/\s+/g, ' ')
      expect(text).not.toContain('Watching')
      expect(text).toContain('after 5 min without either')
    }
  })
})

it('platformOf › names what people know, and takes any other word as it is', () => {
  expect(['win32-x64', 'linux', '__proto__', 'constructor-x64'].map(platformOf)).toEqual([
    'Windows',
    'Linux',
    '__proto__',
    'constructor-x64',
  ])
})
