import { expect, it } from 'vitest'
import { backUpUnderLoad, refillAfterRestore } from '../support/backup-trial.ts'
import { chooseSeed } from '../support/random.ts'

it('backUp › is whole and has all that was acknowledged before it, while a server writes', async () => {
  const { bad, batches } = await backUpUnderLoad(5)
  expect(bad).toEqual([])
  expect(batches).toBeGreaterThan(5)
})

it('restore › what an old backup has not, the agent sends again: the sums are those of the unbroken life', async () => {
  const seed = chooseSeed()
  const { unbroken, refilled, behind, differences } = await refillAfterRestore(seed)
  expect({ runningMs: refilled.runningMs, cpuMs: refilled.cpuMs, differences }, `SEED=${seed}`).toEqual({
    runningMs: unbroken.runningMs,
    cpuMs: unbroken.cpuMs,
    differences: 0,
  })
  expect(behind).toBeLessThanOrEqual(1)
})
