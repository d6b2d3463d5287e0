import { afterAll, beforeAll, describe, it } from 'vitest'
import { shortPlan } from '../support/person.ts'
import { checkPlan } from '../support/presence-truth.ts'
import { hasSway, openSway, type Sway } from '../support/sway.ts'

describe.skipIf(!hasSway())('presence on Wayland', () => {
  let desktop: Sway
  beforeAll(async () => {
    desktop = await openSway()
  })
  afterAll(() => desktop?.kill())

  it('tells which window was in front and when somebody typed, as it was', { timeout: 60_000 }, async () => {
    await checkPlan(desktop, shortPlan)
  })
})
