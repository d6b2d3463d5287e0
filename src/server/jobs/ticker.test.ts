import { expect, it } from 'vitest'
import { createLog } from '../log.ts'
import { startTicker } from './ticker.ts'

const never = '0 0 0 29 2 *'

it('startTicker › tells the work under way to stop, waits for it, and starts nothing more', async () => {
  let runs = 0
  let ended = false
  let begun = () => {}
  const firstBegun = new Promise<void>((resolve) => {
    begun = resolve
  })
  const ticker = startTicker('test', never, 1, createLog('silent'), async (signal) => {
    runs++
    begun()
    await new Promise((resolve) => signal.addEventListener('abort', resolve))
    await new Promise((resolve) => setTimeout(resolve, 20))
    ended = true
  })
  ticker.knock()
  await firstBegun
  ticker.knock()
  await ticker.stop()
  expect(ended).toBe(true)
  ticker.knock()
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(runs).toBe(1)
})
