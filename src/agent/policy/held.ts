import { existsSync, readFileSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import * as z from 'zod'
import { findLoosened, type Loosening, loosenings, type Policy } from '../../core/policy.ts'
import { usualIdleAfterMs } from '../../core/presence.ts'
import { parseWeeklyHours } from '../../core/weekly-hours.ts'
import { type PolicyAnswer, type PolicySettings, policySettings } from '../../protocol/policy.ts'
import { writeDurably } from '../durable-file.ts'
import type { Pause } from '../pause.ts'

const held = z.object({
  revision: z.int(),
  receivedAt: z.number(),
  /** The last that the server sent. */
  offered: policySettings,
  /** Former ones that took away more: they hold too until the person has agreed to the last one here. */
  former: z.array(policySettings),
  pausedSince: z.number().nullable(),
  idleAfterMs: z.number(),
})

/** The organisation's policy as this computer keeps it, beside the journal. */
export type HeldPolicy = z.output<typeof held>

const policyFile = (journal: string) => join(dirname(journal), 'policy.json')
const consentFile = (journal: string) => join(dirname(journal), 'consent.json')

/** A file that cannot be read lets nothing through until the server has sent the policy again: better too little than too much. */
const unreadable: HeldPolicy = {
  revision: -1,
  receivedAt: 0,
  offered: { titles: false, rules: [], workingHours: null, paused: true },
  former: [],
  pausedSince: 0,
  idleAfterMs: usualIdleAfterMs,
}

/** What the server asked for last; undefined if it never did. What the person agreed to here is taken account of. */
export function readHeldPolicy(journal: string): HeldPolicy | undefined {
  const file = policyFile(journal)
  if (!existsSync(file)) return undefined
  try {
    const found = held.parse(JSON.parse(readFileSync(file, 'utf8')))
    return readConsent(journal) === found.revision ? { ...found, former: [] } : found
  } catch {
    return unreadable
  }
}

/** So many changes that all let through more than others before wait at most; then all but a pause of the last waits too. */
const mostFormer = 20

/**
 * Keeps what the server sent, on disk when this returns. It is in force at once; where it takes away less than a former one, that
 * one stays in force beside it until the person agrees.
 */
export function holdPolicy(journal: string, { revision, policy, idleAfterMs }: PolicyAnswer, now: number): void {
  const before = readHeldPolicy(journal)
  const known =
    before === undefined || before.revision === unreadable.revision ? [] : [...before.former, before.offered]
  const former = known.filter((each) => findLoosened(toPolicy(each), toPolicy(policy)).length > 0)
  const full = former.length > mostFormer
  const next: HeldPolicy = {
    // So that it is asked for again, and taken in when there is room.
    revision: full ? before!.revision : revision,
    receivedAt: now,
    offered: full ? { ...before!.offered, paused: policy.paused } : policy,
    former: full ? before!.former : former,
    pausedSince: policy.paused ? (before?.pausedSince ?? now) : null,
    idleAfterMs,
  }
  writeDurably(policyFile(journal), `${JSON.stringify(next)}\n`)
}

/** In what the last policy would let through more, and has to wait for the person. */
export function findHeldBack({ former, offered }: HeldPolicy): Loosening[] {
  const found = new Set(former.flatMap((each) => findLoosened(toPolicy(each), toPolicy(offered))))
  return loosenings.filter((kind) => found.has(kind))
}

/** All that holds at this time. */
export const policiesOf = (given: HeldPolicy | undefined): Policy[] =>
  given ? [given.offered, ...given.former].map(toPolicy) : []

/** The organisation's pause; undefined if there is none. Only the organisation ends it. */
export const pauseOf = (given: HeldPolicy | undefined): Pause | undefined =>
  given?.offered.paused ? { at: given.pausedSince ?? 0, until: null } : undefined

const toPolicy = ({ titles, rules, workingHours }: PolicySettings): Policy => ({
  titles,
  rules: rules.map(({ hours, ...rest }) => ({ ...rest, hours: hours === undefined ? undefined : toHours(hours) })),
  workingHours: workingHours === null ? undefined : toHours(workingHours),
})

/** Checked when it came. */
const toHours = (text: string) => parseWeeklyHours(text)!

/** The person agrees to the last policy: from now on it alone holds. */
export const agreeToPolicy = (journal: string, { revision }: HeldPolicy): void =>
  writeDurably(consentFile(journal), `${JSON.stringify({ revision })}\n`)

function readConsent(journal: string): number | undefined {
  try {
    return JSON.parse(readFileSync(consentFile(journal), 'utf8')).revision
  } catch {
    return undefined
  }
}

/** Another server has another policy. */
export function forgetPolicy(journal: string): void {
  for (const file of [policyFile(journal), consentFile(journal)]) rmSync(file, { force: true })
}

/** Reads it at each call, from the disk only when one of its files has changed. */
export function createPolicyReader(journal: string): () => HeldPolicy | undefined {
  let seen = ''
  let last: HeldPolicy | undefined
  return () => {
    const now = [policyFile(journal), consentFile(journal)].map(stampOf).join()
    if (now !== seen) {
      last = readHeldPolicy(journal)
      seen = now
    }
    return last
  }
}

function stampOf(file: string): string {
  const found = statSync(file, { throwIfNoEntry: false, bigint: true })
  return found ? `${found.ino} ${found.mtimeNs} ${found.size}` : ''
}
