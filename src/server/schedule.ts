import { signInAge } from './auth/sign-ins.ts'
import { carryOutErasures, type ErasePlaces } from './jobs/erase.ts'
import type { Retention } from './jobs/expire.ts'
import type { ClosePlan, Jobs } from './jobs/long-jobs.ts'
import type { RolledUp } from './jobs/roll-up.ts'
import { type MailOptions, sendDueMails } from './jobs/send-mails.ts'
import { startTicker } from './jobs/ticker.ts'
import type { Log } from './log.ts'
import { removeLapsed } from './store/sign-ins.ts'
import type { Store } from './store/store.ts'

export interface ScheduleOptions {
  readonly store: Store
  readonly log: Log
  readonly reports: ClosePlan
  readonly mail: MailOptions
  readonly retention: Retention
  /** Where orders to erase are kept, and what else they are about; without it they are left to others. */
  readonly erasing?: ErasePlaces
  /** Makes a new certificate if the one in use is about to end. */
  renewCertificate?(): Promise<void>
  now(): number
  /** Told after each roll-up that made a day. */
  onRolledUp?(done: RolledUp): void
}

/** What a server does by itself, by the clock. */
export interface Schedule {
  /** Facts came: days are made soon. */
  knock(): void
  /** Something was ordered to be erased: it goes soon. */
  knockErasures(): void
  /** A mail may leave at once. */
  knockMails(): void
  /** Looks at once for all that is due. */
  start(): void
  /** Makes every touched day now. @param shared whether other servers may be making some of them */
  makeDays(shared: boolean): Promise<RolledUp>
  stop(): Promise<void>
}

/** A clock only knocks; rows say what is due. @param jobs does what takes long */
export function createSchedule(options: ScheduleOptions, jobs: Jobs): Schedule {
  const { store, log, now, retention, reports } = options
  const makeDays = async (shared: boolean, signal?: AbortSignal) => {
    const done = await jobs.run('rollUp', { shared }, signal)
    for (const { touched, error } of done.failures) log.error({ err: error, ...touched }, 'a day could not be made')
    if (done.days > 0) options.onRolledUp?.(done)
    return done
  }
  const mail: MailOptions = { ...options.mail, compose: (letter) => jobs.run('composeMail', letter) }
  const days = startTicker('roll-up', '30 * * * * *', 200, log, async (signal) => void (await makeDays(true, signal)))
  const mails = startTicker('mails', '0 * * * * *', 1_000, log, (signal) => sendDueMails(store, mail, now, signal))
  const months = startTicker('months', '0 */10 * * * *', 1_000, log, async (signal) => {
    await makeDays(true, signal)
    if ((await jobs.run('closePeriods', { ...reports, now: now() }, signal)) > 0) mails.knock()
  })
  const expiry = startTicker('expiry', '0 17 * * * *', 60_000, log, async (signal) => {
    await makeDays(true, signal) // of facts that are about to go
    if (!signal.aborted) await jobs.run('expire', { retention, now: now() }, signal)
    await removeLapsed(store, signInAge, now())
  })
  const erasures = startTicker('erasures', '45 * * * * *', 1_000, log, async (signal) => {
    if (options.erasing) await carryOutErasures(store, options.erasing, now, signal)
  })
  const renewal = startTicker('certificate', '0 41 * * * *', 60_000, log, async () => options.renewCertificate?.())
  return {
    makeDays,
    knock: days.knock,
    knockErasures: erasures.knock,
    knockMails: mails.knock,
    start: () => {
      for (const ticker of [days, months, mails, expiry, erasures]) ticker.knock()
    },
    stop: async () => {
      await Promise.all([renewal, erasures, expiry, months, mails, days].map((ticker) => ticker.stop()))
    },
  }
}
