import { dayMs } from '../time.ts'
import type { Price, UnusedApp } from './sections.ts'

/** A program that may be unused: installed at the end of the period, or running in it. */
export interface UnusedCandidate {
  readonly key: string
  readonly name: string
  /** Null where it is not told, or where devices have different ones. */
  readonly version: string | null
  readonly devices: number
  /** From when on nobody would have had it in front unseen: it was there, and what is in front was told. */
  readonly knownSince: number
  /** Null: never, as far back as is known. */
  readonly lastInFrontAt: number | null
}

/** What is paid for. */
export interface PaidLicence {
  /** Keys of the apps that it lets one use. */
  readonly apps: readonly string[]
  readonly price: Price
}

const steps = [90, 60, 30] as const

/** For how long something has not been in front: the longest of the steps that are full; undefined below the least. */
export const toOver = (days: number): (typeof steps)[number] | undefined => steps.find((step) => days >= step)

/**
 * Programs that nobody had in front for 30 days or more; longest first.
 * @param until the end of the period, or now
 * @param usedKeys of apps that were in front in the period: what they share a licence with is paid for
 */
export function toUnused(
  candidates: readonly UnusedCandidate[],
  until: number,
  licences: readonly PaidLicence[],
  usedKeys: ReadonlySet<string>,
): UnusedApp[] {
  const unused = candidates
    .flatMap(({ knownSince, ...app }): UnusedApp[] => {
      const days = Math.floor((until - Math.max(app.lastInFrontAt ?? knownSince, 0)) / dayMs)
      const over = toOver(days)
      return over ? [{ ...app, days, over }] : []
    })
    .sort((a, b) => b.days - a.days || (a.name < b.name ? -1 : 1))
  const priced = priceEach(unused, licences, usedKeys)
  return unused.map((app) => ({ ...app, ...(priced.has(app.key) && { price: priced.get(app.key)! }) }))
}

/** A licence for several apps is paid once: the one that is unused longest has its price, and none if another of them is used. */
function priceEach(unused: readonly UnusedApp[], licences: readonly PaidLicence[], usedKeys: ReadonlySet<string>) {
  const prices = new Map<string, Price>()
  for (const { apps, price } of licences) {
    if (apps.some((key) => usedKeys.has(key))) continue
    const first = unused.find(({ key }) => apps.includes(key) && !prices.has(key))
    if (first) prices.set(first.key, price)
  }
  return prices
}
