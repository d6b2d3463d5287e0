import { expect, it } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { findFaults, openWebVisitor } from '../support/web-visitor.ts'
import { all, names } from '../support/web-visits.ts'
import { openWebWorld } from '../support/web-world.ts'

it('every screen in every language, width and theme, with and without anything recorded', async () => {
  const browser = await openBrowser()
  const faults: Record<string, string[]> = {}
  const looks = new Map<string, number>()
  for (const store of ['demo', 'empty'] as const) {
    const world = await openWebWorld(store)
    const visitor = await openWebVisitor(browser, world)
    for (const locale of ['en', 'pt-BR'] as const) {
      await visitor.speak(locale)
      for (const visit of all.filter((one) => one.store === store && one.locale === locale)) {
        await visitor.visit(visit)
        looks.set(visit.screen, (looks.get(visit.screen) ?? 0) + 1)
        const found = await findFaults(visitor, world)
        if (found.length > 0) faults[`${visit.screen} ${store} ${locale} ${visit.width} ${visit.theme}`] = found
      }
    }
    await world.close()
  }
  await browser.close()
  console.table(
    Object.fromEntries(
      names.map((name) => [
        name,
        {
          looks: looks.get(name),
          faults: Object.keys(faults).filter((key) => key.startsWith(`${name} `)).length,
        },
      ]),
    ),
  )
  expect(faults).toEqual({})
})
