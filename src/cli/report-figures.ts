import { AppError } from '../core/errors.ts'
import { periodOfRange, rangeOfPeriod, toRange } from '../core/ranges.ts'
import { isPeriod, type Period, periodAt } from '../core/report/periods.ts'
import type { ReportKind } from '../core/report/wishes.ts'
import { unitOf } from '../core/report/wishes.ts'
import { isMonth } from '../core/time.ts'
import { rollUp } from '../server/jobs/roll-up.ts'
import { makeOrgReport } from '../server/reports/make-org-report.ts'
import { makeReport } from '../server/reports/make-report.ts'
import { noteAccess } from '../server/store/access-log.ts'
import { type Figures, findFrozen } from '../server/store/freeze.ts'
import { personalOrg, type User } from '../server/store/people.ts'
import { readReportSettings } from '../server/store/report-settings.ts'
import type { Cli } from './cli.ts'
import { localActor } from './local-actor.ts'
import { say } from './say.ts'
import type { ServerSide } from './server-side.ts'
import { findPerson } from './whom.ts'
import { reportWordsOf } from './words/report-words.ts'

/** Which report somebody means at the terminal. */
export interface ReportFlags {
  readonly month?: string
  /** True is the week so far. */
  readonly week?: string | true
  readonly person?: string
  readonly org?: boolean
}

/** A report that was asked for. */
export interface Asked {
  readonly kind: ReportKind
  /** Undefined where it is about the organisation. */
  readonly user: User | undefined
  readonly period: Period
}

/** @throws AppError `usage` for flags that say nothing together, or name no period */
export function checkFlags({ month, week, person, org }: ReportFlags): void {
  const clash = (one: string, other: string) =>
    new AppError('usage', `${one} and ${other} are two different reports; take one of them`, { at: one })
  if (month !== undefined && week !== undefined) throw clash('--week', '--month')
  if (org && person !== undefined) throw clash('--org', '--person')
  if (org && week !== undefined)
    throw new AppError('usage', 'an organisation has reports of months only; take --month', { at: '--week' })
  if (month !== undefined && !isMonth(month))
    throw new AppError('usage', `"${month}" is no month; write it as 2026-10`, { at: '--month' })
  if (typeof week === 'string' && toWeek(week) === undefined)
    throw new AppError(
      'usage',
      `"${week}" is no week; write it as 2026-W44, or the Sunday on which it begins, as 2026-10-25`,
      { at: '--week' },
    )
}

/** A week as reports name it, or as addresses of the web do. */
function toWeek(text: string): Period | undefined {
  const range = isPeriod(text) ? rangeOfPeriod(text) : toRange(text)
  return range?.unit === 'week' ? periodOfRange(range) : undefined
}

/** What the flags mean: the owner's month so far, unless they say otherwise. */
export async function findAsked(cli: Cli, { config, store, owner }: ServerSide, flags: ReportFlags): Promise<Asked> {
  const { month, week, person, org = false } = flags
  const kind = org ? 'org-month' : week === undefined ? 'person-month' : 'person-week'
  const user = org ? undefined : person === undefined ? owner : await findPerson(store, personalOrg, person)
  const unit = unitOf(kind, await readReportSettings(store, personalOrg))
  const zone = user && user.id !== owner.id ? user.zone : config.reports.zone
  const named = month ?? (typeof week === 'string' ? toWeek(week) : undefined)
  return { kind, user, period: named ?? periodAt(cli.now(), zone, unit) }
}

/** The frozen figures of a period that was closed, or those so far, with every day made that waits for it. */
export async function readFigures(cli: Cli, { config, store, owner }: ServerSide, asked: Asked): Promise<Figures> {
  const { user, period, kind } = asked
  const now = cli.now()
  if (user && user.id !== owner.id)
    await noteAccess(store, { ...localActor(), orgId: personalOrg, about: user.id, what: 'report', at: now })
  if (cli.stderr.isTTY) say(cli.stderr, reportWordsOf(config.reports.locale).making)
  await rollUp(store)
  const frozen = await findFrozen(store, personalOrg, kind, user?.id ?? '', period)
  if (frozen) return frozen
  return user ? makeReport(store, personalOrg, user, period, now) : makeOrgReport(store, personalOrg, period, now)
}
