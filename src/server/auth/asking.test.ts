import { expect, it } from 'vitest'
import { describeStores } from '../../../tests/support/stores.ts'
import { dayMs, minuteMs } from '../../core/time.ts'
import { forgetAsked, noteAsked } from '../store/asked-mails.ts'
import type { Store } from '../store/store.ts'
import { countAsking } from './asking.ts'

const noon = Date.UTC(2026, 10, 2, 12)
const victim = 'victim@example.org'

/** When it may be tried again; 0 if it was let through. */
const ask = async (
  store: Store,
  asker: string,
  address: string,
  now: number,
  about: 'reader' | 'invitation' = 'reader',
) =>
  countAsking(store, { address, asker, about }, now).then(
    () => 0,
    (error) => now + error.retryAfterMs,
  )

describeStores('mails to addresses that people type', (open) => {
  it('go to one from one person every ten minutes, three times within a day, of whatever sort', async () => {
    const store = await open()
    expect(await ask(store, 'bo', victim, noon)).toBe(0)
    expect(await ask(store, 'bo', victim, noon + minuteMs)).toBe(noon + 10 * minuteMs)
    expect(await ask(store, 'bo', victim, noon + minuteMs, 'invitation')).toBe(0)
    expect(await ask(store, 'bo', victim, noon + 10 * minuteMs)).toBe(0)
    expect(await ask(store, 'bo', victim, noon + 30 * minuteMs)).toBe(noon + dayMs)
    expect(await ask(store, 'mia', victim, noon + 30 * minuteMs)).toBe(0)
    expect(await ask(store, 'bo', victim, noon + dayMs)).toBe(0)
  })

  it('go to one at most ten times within a day, whoever asks, also at the same moment', async () => {
    const store = await open()
    const answers = await Promise.all(Array.from({ length: 14 }, (_, i) => ask(store, `person-${i}`, victim, noon)))
    expect(answers.filter((answer) => answer === 0)).toHaveLength(10)
    expect(answers.at(-1)).toBe(noon + dayMs)
    expect(await ask(store, 'person-13', 'other@example.org', noon)).toBe(0)
  })

  it('go from one person to a hundred readers within a day, and another is not kept from it', async () => {
    const store = await open()
    for (let i = 0; i < 100; i++)
      await noteAsked(store, { address: `${i}@example.org`, asker: 'bo', about: 'reader' }, noon + i)
    expect(await ask(store, 'bo', victim, noon + 100)).toBe(noon + dayMs)
    expect(await ask(store, 'bo', victim, noon + 100, 'invitation')).toBe(0)
    expect(await ask(store, 'mia', victim, noon + 100)).toBe(0)
    await forgetAsked(store, noon + 99)
    expect(await store.db.$count(store.t.askedMails)).toBe(2)
  })
})
