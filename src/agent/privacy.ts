import type { App } from '../core/apps.ts'
import { findDropRule, judgeWindow, type PrivacySettings, stricter, type Verdict } from '../core/privacy.ts'
import type { Interval } from '../core/spans.ts'
import type { FrontWindow } from './presence/presence.ts'

/** What is asked before anything is written. */
export interface Privacy {
  judgeWindow(front: FrontWindow, piece: Interval): Verdict
  /** The number of the rule by which nothing of the app is kept; undefined if it may be. */
  findDropRule(app: App, piece: Interval): number | undefined
}

/**
 * Holds a person's rules against what was seen, at both ends of the time it was seen in: where a rule begins or ends to hold
 * meanwhile, the stricter verdict counts.
 * @param zone IANA name of the zone the device is in now
 * @param fingerprint of a title, by a key that nobody else has
 */
export const createPrivacy = (
  settings: PrivacySettings,
  zone: () => string,
  fingerprint: (text: string) => string,
): Privacy => ({
  judgeWindow: (front, { start, end }) => {
    const [first, last] = [start, end - 1].map((at) => judgeWindow(settings, front, { at, zone: zone() }, fingerprint))
    return stricter(first!, last!)
  },
  findDropRule: (app, { start, end }) =>
    findDropRule(settings, app, { at: start, zone: zone() }) ??
    findDropRule(settings, app, { at: end - 1, zone: zone() }),
})
