import { describe, expect, it } from 'vitest'
import { createLocalSignIns } from './local-sign-in.ts'

const tenMinutes = 10 * 60_000

describe('createLocalSignIns', () => {
  it('takes a link up to ten minutes after it was made, and never later', () => {
    const signIns = createLocalSignIns()
    const [inTime, late] = [signIns.createLink(0), signIns.createLink(0)]
    expect(signIns.redeem(inTime, tenMinutes)).toBeDefined()
    expect(signIns.redeem(late, tenMinutes + 1)).toBeUndefined()
    expect(signIns.redeem(late, 0)).toBeUndefined()
  })

  it('takes a link once', () => {
    const signIns = createLocalSignIns()
    const link = signIns.createLink(0)
    const signIn = signIns.redeem(link, 1)
    expect(signIns.redeem(link, 2)).toBeUndefined()
    expect(signIns.isSignedIn(signIn)).toBe(true)
  })

  it('signs in with what the link gave, not with the link or anything else', () => {
    const signIns = createLocalSignIns()
    const link = signIns.createLink(0)
    for (const secret of [undefined, '', 'x', link]) expect(signIns.isSignedIn(secret)).toBe(false)
    expect(signIns.redeem('x', 0)).toBeUndefined()
    signIns.redeem(link, 0)
    expect(signIns.isSignedIn(link)).toBe(false)
  })
})
