import { mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { damages, flipByte, leaveBehind, survive } from './damaged-journals.ts'
import { newFolder } from './program.ts'
import { createRandom } from './random.ts'
import { noon } from './records.ts'

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31))

const file = join(newFolder(), 'agent', 'journal.db')
mkdirSync(dirname(file), { recursive: true })

/** An agent starts on a journal that was damaged in every way we know, and in ways that chance knows. */
export const describeDamage = (flips: number) =>
  describe.each([
    ['with a log', leaveBehind(file, noon, 48, 5)],
    ['without a log', leaveBehind(`${file}-2`, noon, 48, 0)],
  ])('an agent that finds its journal, %s,', (_, whole) => {
    it('sound goes on with it', async () => {
      expect(await survive(file, whole, whole)).toEqual({ outcome: 'sound', missing: 0, altered: 0 })
    })

    it.each(Object.keys(damages).filter((name) => whole.wal.length > 0 || !name.includes('log')))(
      'as %s records on, and loses nothing without a word',
      async (name) => {
        const survival = await survive(file, whole, damages[name]!(whole))
        expect(survival).toMatchObject({ missing: 0, altered: 0 })
        if (flips > 200) console.log(`${name}: ${survival.outcome}`)
      },
    )

    it(`with a byte changed records on, ${flips / 2} times`, { timeout: 600_000 }, async () => {
      const random = createRandom(seed)
      const counts: Record<string, number> = {}
      for (let i = 0; i < flips / 2; i++) {
        const { outcome, missing, altered } = await survive(file, whole, flipByte(whole, random))
        // A byte within a value is a value: nobody can see that it was another. It is one row's, or one app's name.
        expect(missing + altered, `SEED=${seed}, flip ${i}`).toBeLessThanOrEqual(outcome === 'sound' ? 25 : 1)
        const kind = altered + missing > 0 ? `${outcome}, a value changed unseen` : outcome
        counts[kind] = (counts[kind] ?? 0) + 1
      }
      console.log(`SEED=${seed} ${JSON.stringify(counts)}`)
    })
  })
