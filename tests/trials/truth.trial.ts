import { describe, it } from 'vitest'
import { type Desktop, hasDesktop, openDesktop } from '../support/desktop.ts'
import { longPlan } from '../support/person.ts'
import { checkPlan } from '../support/presence-truth.ts'
import { hasSway, openSway } from '../support/sway.ts'

async function play(open: () => Promise<Desktop>) {
  const desktop = await open()
  try {
    await checkPlan(desktop, longPlan)
  } finally {
    await desktop.kill()
  }
}

/** Side by side, for both wait most of the time. */
describe.concurrent('presence › is true over ten minutes', () => {
  it.skipIf(!hasDesktop())('presence › on X11', () => play(openDesktop))
  it.skipIf(!hasSway())('presence › on Wayland', () => play(openSway))
})
