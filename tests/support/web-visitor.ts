import type { Browser, Page } from 'playwright-core'
import { findBarriers, openPerson, type Person } from './browser.ts'
import { noon } from './records.ts'
import { addressOf, type Visit } from './web-visits.ts'
import type { WebWorld } from './web-world.ts'

// Within the page.
declare const document: { querySelector(selector: string): unknown }

/** The owner in a browser, signed in, whose clock stands where the server's does. */
export interface WebVisitor extends Person {
  /** Opens a screen as the visit says, and waits until all of it is there. */
  visit(visit: Visit): Promise<void>
  open(path: string): Promise<void>
  speak(locale: Visit['locale']): Promise<void>
}

/** As much of a world as a visit needs; the address of a report only where reports are visited. */
export type VisitedWorld = Pick<WebWorld, 'url' | 'createLink'> & Partial<Pick<WebWorld, 'reports'>>

export async function openWebVisitor(browser: Browser, world: VisitedWorld): Promise<WebVisitor> {
  const person = await openPerson(browser, 'en-US')
  const { page, context } = person
  await page.clock.setFixedTime(noon)
  await page.goto(await world.createLink())
  const speak = async (locale: Visit['locale']) => {
    const answer = await context.request.patch(`${world.url}/api/v1/me`, { data: { locale }, maxRetries: 2 })
    if (!answer.ok()) throw new Error(`the language cannot be changed: ${await answer.text()}`)
  }
  const open = async (path: string) => {
    await page.goto(world.url + path)
    await whole(page)
  }
  return {
    ...person,
    ...{ speak, open },
    visit: async ({ screen, width, theme }) => {
      await page.setViewportSize({ width, height: 800 })
      await page.emulateMedia({ colorScheme: theme })
      await open(addressOf(screen, world.reports?.month ?? ''))
    },
  }
}

/** Until nothing on the page is on its way any more. */
export const whole = (page: Page) =>
  page.waitForFunction(() => document.querySelector('main h1') && !document.querySelector('.pulse'))

/** What is wrong with what the visitor sees: in words, nothing where all is well. */
export async function findFaults(
  { page, errors, origins }: WebVisitor,
  world: Pick<WebWorld, 'url'>,
): Promise<string[]> {
  const sideways = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')
  const elsewhere = [...origins].filter((origin) => origin !== new URL(world.url).origin)
  return [
    ...(await findBarriers(page)),
    ...errors.splice(0),
    ...elsewhere.map((origin) => `asked ${origin}`),
    ...(sideways > 0 ? [`scrolls sideways by ${sideways}`] : []),
  ]
}
