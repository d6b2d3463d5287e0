import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { api } from '../../src/protocol/api.ts'
import { callOf } from '../support/isolation/calls.ts'
import { pageCallsOf } from '../support/isolation/page-calls.ts'

describe('what nobody said how to ask for', () => {
  it('is told by its name', () => {
    const unknown = { ...api[0]!, id: 'newest', path: '/api/v1/orgs/:org/newest' as const }
    const input = z.strictObject({ newest: z.string() })
    expect(() => callOf({ ...unknown, input }, 1)).toThrow(/\/newest: what stands in "newest"\?/)
    expect(() => pageCallsOf('GET /newest')).toThrow(/GET \/newest: how is it asked for\?/)
  })
})
