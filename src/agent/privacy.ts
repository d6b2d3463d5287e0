import type { App } from '../core/apps.ts'
import { allRules, findDropRule, judgeWindow, type PrivacySettings, stricter, type Verdict } from '../core/privacy.ts'
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
 * @param settings asked each time, for an organisation's policy may come at any
 * @param zone IANA name of the zone the device is in now
 * @param fingerprint of a title, by a key that nobody else has
 */
export function createPrivacy(
  settings: () => PrivacySettings,
  zone: () => string,
  fingerprint: (text: string) => string,
): Privacy {
  const changes = () => allRules(settings()).some(({ hours }) => hours !== undefined)
  return {
    judgeWindow: (front, { start, end }) => {
      const judgeAt = (at: number) => judgeWindow(settings(), front, { at, zone: zone() }, fingerprint)
      const first = judgeAt(start)
      return changes() ? stricter(first, judgeAt(end - 1)) : first
    },
    findDropRule: (app, { start, end }) => {
      const findAt = (at: number) => findDropRule(settings(), app, { at, zone: zone() })
      return findAt(start) ?? (changes() ? findAt(end - 1) : undefined)
    },
  }
}
