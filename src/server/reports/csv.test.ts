import { describe, expect, it } from 'vitest'
import { marinaReport } from '../../../tests/support/marina.ts'
import { emptyReport, presentReport, sampleReport } from '../../../tests/support/report.ts'
import { toCsv } from './csv.ts'

const withName = (name: string) => sampleReport({ apps: [{ ...sampleReport().apps[0]!, key: 'key', name }] })
const firstRow = (name: string) => toCsv(withName(name)).split('\r\n')[1]!

describe('toCsv', () => {
  it('toCsv › has one row per app and one for CPU time that belongs to none', () => {
    const lines = toCsv(withName('Firefox')).split('\r\n')
    const { recordedMs, dueMs } = sampleReport()
    expect(lines).toEqual([
      'period,app,name,cpuMs,runningMs,launches,memoryMeanKiB,memoryPeakKiB,days,periodRecordedMs,periodDueMs',
      `2026-10,key,Firefox,65520000,473040000,41,1865234,4023438,26,${recordedMs},${dueMs}`,
      `2026-10,~unattributed,Not attributed,9360000,,,,,,${recordedMs},${dueMs}`,
      '',
    ])
  })

  it.each([
    ['=1+1', "'=1+1"],
    ['+1', "'+1"],
    ['-1', "'-1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'=1"],
    ['\r=1', "'=1"],
    ['＝1', "'＝1"],
    ['=HYPERLINK("http://x","y")', `"'=HYPERLINK(""http://x"",""y"")"`],
    ['a,b', '"a,b"'],
    ['a\r\nb', 'a b'],
    ["it's 5-1", "it's 5-1"],
  ])('toCsv › keeps %j a text', (name, cell) => {
    expect(firstRow(name)).toContain(`2026-10,key,${cell},65520000,`)
  })

  it('toCsv › has presence behind the rest where a desktop told of it, and empty cells for what is unknown', () => {
    const [head, first] = toCsv(presentReport()).split('\r\n')
    expect(head).toMatch(/periodDueMs,activeMs,foregroundMs,periodActiveMs,periodWatchedMs$/)
    const { activeMs, watchedMs, apps } = presentReport()
    expect(first).toMatch(new RegExp(`,${apps[0]!.activeMs},${apps[0]!.foregroundMs},${activeMs},${watchedMs}$`))
    const slack = toCsv(presentReport()).match(/^.*Slack.*$/m)![0]
    expect(slack.split(',').slice(-4, -2)).toEqual(['', '77340000'])
  })

  it('toCsv › has watching behind that, where it is told', () => {
    const { apps } = presentReport()
    const watched = apps.map((app, i) => ({ ...app, watchingMs: i === 0 ? 60_000 : 0 }))
    const [head, first] = toCsv(presentReport({ apps: watched, watchingMs: 60_000 })).split('\r\n')
    expect(head).toMatch(/periodWatchedMs,watchingMs,periodWatchingMs$/)
    expect(first).toMatch(/,60000,60000$/)
  })

  it('toCsv › has the period before last, where there is one', () => {
    const [head, ...rows] = toCsv(marinaReport()).split('\r\n')
    const names = head!.split(',')
    expect(names.slice(-8)).toEqual([
      ...['previousActiveMs', 'previousForegroundMs', 'previousCpuMs', 'previousRunningMs', 'previousMemoryMeanKiB'],
      ...['isNew', 'periodPreviousActiveMs', 'periodPreviousCpuMs'],
    ])
    const of = (name: string) => rows.find((row) => row.includes(`,${name},`))!.split(',')
    expect(Number(of('Firefox')[names.indexOf('previousActiveMs')])).toBe(43 * 3_600_000 + 22 * 60_000)
    expect([of('Firefox'), of('Inkscape')].map((row) => row[names.indexOf('isNew')])).toEqual(['0', '1'])
    expect(of('Not attributed')[names.indexOf('previousActiveMs')]).toBe('')
  })

  it('toCsv › is its head alone where nothing was recorded', () => {
    expect(toCsv(emptyReport())).toMatch(/^period,[A-Za-z,]+\r\n$/)
  })
})
