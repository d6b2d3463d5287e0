import { describe, expect, it } from 'vitest'
import { findHistoryFault, type StreamHistory } from './forks.ts'

const stream = (
  uuid: string,
  predecessor: string | null,
  predecessorRev: number | null,
  cursor = 5,
): StreamHistory => ({
  uuid,
  predecessor,
  predecessorRev,
  cursor,
})

describe('findHistoryFault', () => {
  it('is content with one run after the other', () => {
    expect(findHistoryFault([stream('a', null, null), stream('b', 'a', 5), stream('c', 'b', 9, 12)])).toBeUndefined()
    expect(findHistoryFault([])).toBeUndefined()
  })

  it('sees two runs that follow the same one', () => {
    expect(findHistoryFault([stream('a', null, null), stream('b', 'a', 5), stream('c', 'a', 5)])).toBe('forked')
  })

  it('sees a run that went on after the next one said it had ended', () => {
    expect(findHistoryFault([stream('a', null, null, 8), stream('b', 'a', 5)])).toBe('forked')
  })

  it('sees a second journal', () => {
    expect(findHistoryFault([stream('a', null, null), stream('b', null, null)])).toBe('replaced')
  })
})
