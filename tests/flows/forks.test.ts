import { expect, it } from 'vitest'
import { copyDisk } from '../support/fork-trial.ts'
import { chooseSeed } from '../support/random.ts'

const seed = chooseSeed()

it.each(['cloned', 'restored'] as const)(
  'a disk that was %s is shown within two uploads, and mixes nothing',
  async (kind) => {
    const { uploads, tooEarly, mixedMs } = await copyDisk(kind, seed)
    expect([1, 2], `SEED=${seed}`).toContain(uploads)
    expect([tooEarly, mixedMs], `SEED=${seed}`).toEqual([false, 0])
  },
)
