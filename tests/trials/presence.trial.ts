import { it } from 'vitest'
import { minuteMs } from '../../src/core/time.ts'
import { openDesktop } from '../support/desktop.ts'
import { checkPlan } from '../support/presence-truth.ts'

/** Ten minutes: many changes, reading between keys, and once away for longer than it takes to be idle. */
const plan = [
  ...Array.from({ length: 12 }, (_, i) => ({
    app: ['editor', 'mailer', 'shell'][i % 3]!,
    typeMs: i % 2 ? 0 : 4_000,
    lookMs: 3_000 + 1_000 * (i % 5),
  })),
  { app: 'editor', typeMs: 20_000, lookMs: 6 * minuteMs },
  { app: 'mailer', typeMs: 5_000, lookMs: 25_000 },
  { app: 'shell', typeMs: 5_000, lookMs: 20_000 },
  { app: 'editor', typeMs: 5_000, lookMs: 5_000 },
]

it('presence on X11 › is true over ten minutes', async () => {
  const desktop = await openDesktop()
  try {
    await checkPlan(desktop, plan)
  } finally {
    await desktop.kill()
  }
})
