import { useState } from 'react'
import { useParam } from './param.ts'

/*
 * Whoever opens what is somebody else's says why, and that person reads it. The reason stands in the address, so that a screen can
 * be opened again; but an address can be written by anybody. So it holds only where it was typed, in this tab, by who opens it.
 */

const keyOf = (about: string, reason: string) => `reason ${about} ${reason}`

const wasGiven = (about: string, reason: string): boolean => sessionStorage.getItem(keyOf(about, reason)) !== null

/** Before somebody goes to an address with a reason that they typed. @param about the person, report, licence or app that is opened */
export const giveReason = (about: string, reason: string): void => sessionStorage.setItem(keyOf(about, reason), 'given')

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
