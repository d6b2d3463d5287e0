import { expect, it } from 'vitest'
import { readClocks } from '../clocks.ts'
import type { OpenPresence, PresenceEvents } from './presence.ts'
import { reopenForTitles } from './reopen.ts'

const events = {} as PresenceEvents
const settled = () => new Promise((resolve) => setImmediate(resolve))

it('reopenForTitles › watches anew when titles have to be known, and again when not', async () => {
  const said: string[] = []
  let needed = false
  const choose = async (titles: boolean): Promise<OpenPresence> => {
    const name = titles ? 'with' : 'without'
    return () => {
      said.push(`open ${name}`)
      return { name, close: async () => void said.push(`close ${name}`) }
    }
  }
  const reopening = await reopenForTitles(choose, () => needed)
  reopening!.follow() // nobody watches yet
  const source = reopening!.open(events, readClocks)
  for (const now of [false, true, true, false]) {
    needed = now
    reopening!.follow()
    await settled()
  }
  expect(source.name).toBe('without')
  await source.close()
  const expected = ['open without', 'close without', 'open with', 'close with', 'open without', 'close without']
  expect(said).toEqual(expected)
})

it('reopenForTitles › has nothing to follow where nothing is watched', async () => {
  expect(
    await reopenForTitles(
      async () => undefined,
      () => true,
    ),
  ).toBeUndefined()
})
