import { describe, expect, it } from 'vitest'
import { firstReport, sampleReport } from '../../../tests/support/report.ts'
import { toPng } from '../../server/reports/png.ts'
import type { Report } from '../report/report.ts'
import { hourMs } from '../time.ts'
import { toView } from '../view/view.ts'
import { drawPicture } from './draw.ts'
import { dark, light } from './palette.ts'

const chartOf = (report: Report, palette = light) => drawPicture(toView(report, 'en').sections[0]!.picture!, palette)
const count = (svg: string, pattern: RegExp) => [...svg.matchAll(pattern)].length

/** A report of which only the given days are changed. */
const withDays = (change: Readonly<Record<string, { recordedMs: number; dueMs: number }>>) =>
  sampleReport({ days: sampleReport().days.map((day) => ({ ...day, recordedMs: 0, dueMs: 0, ...change[day.day] })) })

describe('drawDays', () => {
  it('drawDays › draws a bar for each recorded day, weekends soft, and one swatch in the legend for each', () => {
    const svg = chartOf(sampleReport())
    const weekdays = sampleReport().days.filter(({ recordedMs }) => recordedMs > 0).length - 5
    expect(count(svg, new RegExp(`fill="${light.data}"`, 'g'))).toBe(weekdays + 1)
    expect(count(svg, new RegExp(`fill="${light.dataSoft}"`, 'g'))).toBe(5 + 1)
  })

  it('drawDays › hatches what was due and is missing, and leaves empty what was not due', () => {
    const hour = { recordedMs: hourMs, dueMs: hourMs }
    const hatches = (svg: string) => count(svg, new RegExp(`<path d="[^"]+" stroke="${light.hatch}"`, 'g'))
    expect(hatches(chartOf(withDays({ '2026-10-05': hour })))).toBe(0)
    expect(hatches(chartOf(withDays({ '2026-10-05': hour, '2026-10-06': { recordedMs: 0, dueMs: hourMs } })))).toBe(2)
    expect(hatches(chartOf(withDays({ '2026-10-05': { recordedMs: hourMs, dueMs: 2 * hourMs } })))).toBe(2)
  })

  it('drawDays › cuts its hatch at the bar by arithmetic', () => {
    const svg = chartOf(withDays({ '2026-10-05': { recordedMs: 1, dueMs: hourMs } }))
    const [, path] = new RegExp(`<path d="([^"]+)" stroke="${light.hatch}"`).exec(svg)!
    const [, x, y, width, height] =
      /<rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)" fill="#FFFFFF"\/><path/
        .exec(svg)!
        .map(Number) as [number, number, number, number, number]
    for (const [, px, py] of path!.matchAll(/[ML]([\d.]+) ([\d.]+)/g)) {
      expect(Number(px)).toBeGreaterThanOrEqual(x - 0.01)
      expect(Number(px)).toBeLessThanOrEqual(x + width + 0.01)
      expect(Number(py)).toBeGreaterThanOrEqual(y - 0.01)
      expect(Number(py)).toBeLessThanOrEqual(y + height + 0.01)
    }
  })

  it('drawDays › labels only the largest bar', () => {
    const texts = [...chartOf(sampleReport()).matchAll(/>([^<]+)<\/text>/g)].map(([, text]) =>
      text!.replaceAll('&#160;', ' '),
    )
    expect(texts).toEqual([
      ...['0', '4 h', '8 h', '8 h 33'],
      ...['1', '5', '10', '15', '20', '25', '31'],
      ...['weekday', 'weekend', 'due, not recorded'],
    ])
  })

  it('drawDays › counts seconds in a first report', () => {
    expect(chartOf(firstReport())).toContain('>20&#160;s</text>')
  })

  it('drawDays › stands on opaque paper of its palette', () => {
    expect(chartOf(sampleReport(), dark)).toContain(`width="536" height="232" fill="${dark.paper}"`)
    expect(chartOf(sampleReport(), dark)).not.toContain(light.data)
  })
})

describe('toPng', () => {
  it('toPng › paints at twice the size, the text included', async () => {
    const png = await toPng(chartOf(sampleReport()))
    const mute = await toPng(chartOf(sampleReport()).replace(/<text[^>]*>[^<]*<\/text>/g, ''))
    expect(png.subarray(1, 4).toString()).toBe('PNG')
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1_072, 464])
    expect(png.equals(mute)).toBe(false)
  })
})
