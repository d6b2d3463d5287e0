import { expect, it } from 'vitest'
import { createFairQueue } from './fair-queue.ts'

/** Work that ends when it is told to, and who began in which order. */
function watch(most: number) {
  const queue = createFairQueue(most)
  const begun: string[] = []
  const ends: (() => void)[] = []
  const ask = (caller: string) =>
    queue.run(caller, () => {
      begun.push(caller)
      return new Promise<void>((resolve) => ends.push(resolve))
    })
  const settle = () => new Promise<void>((resolve) => setTimeout(resolve, 0))
  const endOne = () => {
    ends.shift()!()
    return settle()
  }
  return { queue, begun, ask, endOne, settle }
}

it('createFairQueue › runs so much at once', async () => {
  const { begun, ask, endOne, settle } = watch(2)
  for (const caller of ['a', 'b', 'c']) void ask(caller)
  await settle()
  expect(begun).toEqual(['a', 'b'])
  await endOne()
  expect(begun).toEqual(['a', 'b', 'c'])
})

it('createFairQueue › lets whoever asks seldom go before those who always ask', async () => {
  const { begun, ask, endOne, settle } = watch(1)
  for (const caller of ['greedy', 'greedy', 'hungry', 'greedy', 'hungry']) void ask(caller)
  await settle()
  for (let i = 0; i < 2; i++) await endOne()
  void ask('modest')
  for (let i = 0; i < 3; i++) await endOne()
  expect(begun).toEqual(['greedy', 'hungry', 'greedy', 'modest', 'hungry', 'greedy'])
})

it('createFairQueue › gives a place back when the work fails', async () => {
  const { queue } = watch(1)
  const fail = () => Promise.reject(new Error('it failed'))
  await expect(queue.run('a', fail)).rejects.toThrow('it failed')
  expect(await queue.run('a', async () => 1)).toBe(1)
})
