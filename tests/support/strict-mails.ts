import { locales } from '../../src/core/texts/language.ts'
import { createLeaveLinks } from '../../src/server/auth/leave-links.ts'
import { composeMail } from '../../src/server/mail/compose.ts'
import { createSigner } from '../../src/server/mail/dkim.ts'
import { createDkim } from './dkim.ts'
import { hostileTexts } from './hostile-text.ts'
import { faultsOf } from './mail-rules.ts'
import { emptyReport, sampleReport } from './report.ts'

/**
 * Makes mails as they leave, of names that people have and of names made up to do harm, and reads each strictly.
 * @param pictured one of so many has its picture, which takes long to draw
 * @returns a line for each fault
 */
export async function readStrictly(count: number, pictured: number, random: () => number): Promise<string[]> {
  const dkim = createDkim()
  const sign = createSigner(dkim)
  const links = createLeaveLinks(Buffer.alloc(32, 7))
  const names = [...hostileTexts, 'Ana Conceição', 'Łukasz Żółć', '山田 太郎', 'مريم', '👩‍💻 Zoë', 'x'.repeat(200)]
  const one = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!
  const faults: string[] = []
  for (let i = 0; i < count; i++) {
    const reader = { name: one(names), address: `reader-${i}@example.org`, locale: one(locales) }
    const about = one(names)
    const apps = sampleReport().apps.map((app) => (random() < 0.3 ? { ...app, name: one(names) } : app))
    const report = i % pictured === 0 ? sampleReport({ about, apps }) : { ...emptyReport(), about }
    const of = { orgId: 1, reader: `r-${i}`, kind: 'person-month', about: `r-${i}` }
    const letter = {
      ...{ report, reader, from: { name: one(names), address: 'reports@example.org' } },
      ...{ messageId: `<m-${i}@example.org>`, date: new Date(1_700_000_000_000 + i * 3_600_000) },
      links: { unsubscribe: `https://audit.example.org/unsubscribe/${links.toToken(of)}` },
    }
    const found = await faultsOf(await sign(await composeMail(letter)), dkim)
    faults.push(
      ...found.map((fault) => `${i} ${JSON.stringify(letter.from.name)} ${JSON.stringify(reader.name)}: ${fault}`),
    )
  }
  return faults
}
