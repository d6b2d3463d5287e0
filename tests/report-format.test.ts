import { readFileSync } from 'node:fs'
import { describe, expect, expectTypeOf, it } from 'vitest'
import type { OrgReport } from '../src/core/report/org-report.ts'
import type { Report } from '../src/core/report/report.ts'
import { orgReportSchema } from '../src/protocol/org-report-schema.ts'
import { frozenReportSchema, reportJsonSchema, toFieldTables } from '../src/protocol/report-format.ts'
import { reportSchema } from '../src/protocol/report-schema.ts'
import { emptyReport, firstReport, presentReport, sampleReport } from './support/report.ts'

const doc = 'docs/report-format.md'
const heading = '## All fields\n\n'
const passes = (figures: unknown) => frozenReportSchema.safeParse(JSON.parse(JSON.stringify(figures))).success

describe('the format of reports', () => {
  it('is told in the docs, every field of it', async () => {
    const [intro] = readFileSync(doc, 'utf8').split(heading)
    await expect(`${intro}${heading}${toFieldTables()}`).toMatchFileSnapshot(`../${doc}`)
    expect(toFieldTables()).not.toMatch(/\| *\|\n/)
  })

  it('is there as a JSON Schema', async () => {
    await expect(`${JSON.stringify(reportJsonSchema(), null, 2)}\n`).toMatchFileSnapshot('../docs/report.schema.json')
  })

  it('names the fields that the figures have, no other', () => {
    expectTypeOf<keyof typeof reportSchema.shape>().toEqualTypeOf<keyof Report>()
    expectTypeOf<keyof typeof orgReportSchema.shape>().toEqualTypeOf<keyof OrgReport>()
    for (const schema of [reportSchema, orgReportSchema]) expect(schema.shape.version.value).toBe(1)
  })

  it('takes reports of the first version, as they were frozen before anything was added', () => {
    for (const report of [sampleReport(), presentReport(), firstReport(), emptyReport()])
      expect(passes(report)).toBe(true)
    const { devices, days, apps, gaps, ...head } = sampleReport()
    const first = { ...head, devices, days, apps, gaps }
    expect(Object.keys(first).sort()).toEqual(
      'about apps closed coverage cpuMs days devices dueMs gaps kind launches madeAt period recordedMs unattributedCpuMs version zone'.split(
        ' ',
      ),
    )
    expect(passes(first)).toBe(true)
  })

  it('refuses what no report can say', () => {
    for (const wrong of [
      { version: 2 },
      { kind: 'person-year' },
      { period: '2026-13' },
      { recordedMs: -1 },
      { cpuMs: 0.5 },
      { coverage: 1.2 },
      { activeMs: 'withheld' },
      { somethingElse: 1 },
      { days: [{ day: '2026-02-30', recordedMs: 0, dueMs: 0, cpuMs: 0 }] },
    ])
      expect(passes({ ...sampleReport(), ...wrong })).toBe(false)
  })
})
