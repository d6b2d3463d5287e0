import { readFileSync } from 'node:fs'
import { parse as parseToml } from 'smol-toml'
import * as z from 'zod'
import { AppError } from '../core/errors.ts'
import { mostIdleAfterMs, usualIdleAfterMs } from '../core/presence.ts'
import { parseWeeklyHours } from '../core/weekly-hours.ts'
import { type PolicyRule, policyLimits, policyRule } from '../protocol/policy.ts'
import { setIdleThreshold } from '../server/store/idle.ts'
import { findMembers, personalOrg } from '../server/store/people.ts'
import { type PolicyScope, type PolicyText, readPolicies, writePolicy } from '../server/store/policies.ts'
import type { Store } from '../server/store/store.ts'

/** What was typed after `policy set`. */
export interface PolicyFlags {
  readonly titles?: 'on' | 'off'
  readonly workingHours?: string
  readonly rules?: string
  readonly idle?: number
  readonly pause?: boolean
  readonly resume?: boolean
  readonly clear?: boolean
}

/** A policy with what was typed. @throws AppError `usage` for what cannot be said of a device, or at once */
export function changePolicy(before: PolicyText, flags: PolicyFlags, { scope }: PolicyScope): PolicyText {
  const { titles, workingHours, rules, idle, pause, resume, clear } = flags
  if ([titles, workingHours, rules, idle, pause, resume, clear].every((flag) => flag === undefined))
    throw new AppError('usage', 'say what to set; `usage-audit policy set --help` shows what there is')
  if (flags.pause && flags.resume) throw new AppError('usage', 'either --pause or --resume')
  if (flags.idle !== undefined && flags.idle > mostIdleAfterMs)
    throw new AppError('usage', 'a person may be idle after 1 to 60 minutes', { at: '--idle' })
  if (flags.idle !== undefined && scope === 'device')
    throw new AppError('usage', 'a person is idle alike on all devices: set --idle for a person, or for everybody', {
      at: '--idle',
    })
  return {
    ...(flags.clear ? {} : before),
    ...(flags.titles && { titles: flags.titles === 'on' }),
    ...(flags.workingHours !== undefined && { workingHours: toHours(flags.workingHours) }),
    ...(flags.rules !== undefined && { rules: readRules(flags.rules) }),
    ...(flags.idle !== undefined && { idleAfterMs: flags.idle }),
    ...(flags.pause && { paused: true }),
    ...(flags.resume && { paused: false }),
  }
}

function toHours(text: string): string | null {
  if (text === 'any') return null
  if (parseWeeklyHours(text)) return text
  throw new AppError('usage', `"${text}" is no schedule; write one as "mo-fr 08:00-18:00", or any`, {
    at: '--working-hours',
  })
}

const file = z.strictObject({ rules: z.array(policyRule).max(policyLimits.rules) })

/** @throws AppError `invalid` with the place of what is no rule */
function readRules(path: string): PolicyRule[] {
  let given: unknown
  try {
    given = parseToml(readFileSync(path, 'utf8'))
  } catch (cause) {
    throw new AppError('invalid', `cannot read rules from ${path}: ${(cause as Error).message}`, {
      cause,
      at: '--rules',
    })
  }
  const parsed = file.safeParse(given)
  if (parsed.success) return parsed.data.rules
  const { path: place, message } = parsed.error.issues[0]!
  throw new AppError(
    'invalid',
    `${path}: ${place.join('.')}: ${message}. It holds tables [[rules]] with app, title, domain, hours and an action: drop, redact, hash or domain.`,
    { at: '--rules' },
  )
}

/** Writes a policy; before that everybody gets the threshold that then holds, and only their days are made again. */
export async function setPolicy(store: Store, scope: PolicyScope, flags: PolicyFlags, now: number): Promise<void> {
  const all = await readPolicies(store, personalOrg)
  const known = all.find((each) => isSame(each, scope))
  const settings = changePolicy(known?.settings ?? {}, flags, scope)
  const next = [...all.filter((each) => each !== known), { ...scope, settings }]
  const idleOf = (wanted: PolicyScope) => next.find((each) => isSame(each, wanted))?.settings.idleAfterMs
  for (const { orgId, user } of await findMembers(store)) {
    if (orgId !== personalOrg) continue
    const idleAfterMs = idleOf({ scope: 'person', about: user.id }) ?? idleOf({ scope: 'org', about: '' })
    const wanted = idleAfterMs ?? (flags.clear ? usualIdleAfterMs : user.idleAfterMs)
    if (wanted !== user.idleAfterMs) await setIdleThreshold(store, user.id, wanted)
  }
  await writePolicy(store, personalOrg, scope, { settings, known: known?.revision ?? 0, now })
}

export const isSame = (a: PolicyScope, b: PolicyScope): boolean => a.scope === b.scope && a.about === b.about
