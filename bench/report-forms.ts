import { light } from '../src/core/charts/palette.ts'
import type { AnyReport } from '../src/core/view/any-view.ts'
import { toAnyView } from '../src/core/view/any-view.ts'
import { toHtml } from '../src/server/reports/html.ts'
import { toPdf } from '../src/server/reports/pdf.ts'
import { drawPictures, paintPictures } from '../src/server/reports/pictures.ts'
import { toPng } from '../src/server/reports/png.ts'
import { toText } from '../src/server/reports/text.ts'
import { hugeReport, marinaReport } from '../tests/support/marina.ts'
import { sampleOrgReport } from '../tests/support/org-report.ts'
import type { BenchRow } from './bench-row.ts'
import { interleave, ownCpuMs } from './support/rounds.ts'

const rounds = 15
const huge = hugeReport()
const blank = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 536 232" width="536" height="232"><rect width="536" height="232" fill="${light.paper}"/></svg>`

/** CPU of one report in the forms of its mail: pictures painted, HTML, text; and PDF. Its figures are frozen already. */
export async function reportForms(): Promise<BenchRow[]> {
  return [
    ...(await measure('a person’s month', marinaReport())),
    ...(await measure('an organisation’s month', sampleOrgReport())),
    ...(await measure('3,000 apps', huge)),
  ]
}

async function measure(name: string, report: AnyReport): Promise<BenchRow[]> {
  const pictures = drawPictures(toAnyView(report, 'pt-BR'))
  const mail = async () => {
    await paintPictures(drawPictures(toAnyView(report, 'pt-BR')))
    toHtml(report, 'pt-BR')
    toText(report, 'pt-BR')
  }
  const cpuOf = async (work: () => unknown) => {
    const start = ownCpuMs()
    await work()
    return ownCpuMs() - start
  }
  const {
    html,
    text,
    mail: whole,
    pdf,
    floor,
  } = await interleave(rounds, {
    html: () => cpuOf(() => toHtml(report, 'pt-BR')),
    text: () => cpuOf(() => toText(report, 'pt-BR')),
    mail: () => cpuOf(mail),
    pdf: () => cpuOf(() => toPdf(report, 'pt-BR')),
    floor: () => cpuOf(() => Promise.all(pictures.map(() => toPng(blank)))),
  })
  const both = whole.map((ms, i) => ms + pdf[i]!)
  const painted = { floor, floorName: `${pictures.length} blank pictures painted` }
  const row = (
    what: string,
    ours: readonly number[],
    goal: string,
    beside = { floor: [] as number[], floorName: 'none' },
  ) => ({
    ...{ name: `${name}, ${what}`, unit: 'CPU-ms', ours, goal, lowerIsBetter: true },
    ...beside,
  })
  return [
    row('HTML', html, ''),
    row('text', text, ''),
    // Of what is huge the goal is the whole.
    row('pictures, HTML and text', whole, report === huge ? '' : '≤ 60 CPU-ms', painted),
    row('PDF', pdf, ''),
    row('all of them', both, '≤ 200 CPU-ms', painted),
  ]
}
