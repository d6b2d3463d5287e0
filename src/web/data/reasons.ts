import { useState } from 'react'
import { useParam } from './param.ts'

/*
 * Whoever opens what is somebody else's says why, and that person reads it. The reason stands in the address, so that a screen can
 * be opened again; but an address can be written by anybody. So it holds only where it was typed, and until the page is left: who signs
 * in after somebody in the same tab has given no reason, and nothing of it is kept by the browser.
 */
const given = new Set<string>()

const keyOf = (about: string, reason: string) => `${about} ${reason}`

/** Before somebody goes to an address with a reason that they typed. @param about the person, report, licence or app that is opened */
export const giveReason = (about: string, reason: string): void => void given.add(keyOf(about, reason))

/** Whether it was typed on this page. */
const wasGiven = (about: string, reason: string): boolean => given.has(keyOf(about, reason))

interface Reason {
  /** Undefined until it was typed here. */
  readonly given: string | undefined
  /** What the address has, to begin with. */
  readonly proposed: string | undefined
  give(reason: string): void
}

/** The reason that the address has under a name. */
export function useReason(about: string, name: string): Reason {
  const [proposed, change] = useParam(name)
  const [, look] = useState(0)
  return {
    given: proposed !== undefined && wasGiven(about, proposed) ? proposed : undefined,
    proposed,
    give: (reason) => {
      giveReason(about, reason)
      change(reason)
      // The address may stay as it is.
      look((times) => times + 1)
    },
  }
}
