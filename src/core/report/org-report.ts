import type { Against, Price } from './sections.ts'

/** Presence and time of fewer people than these are withheld, unless those people share them. */
export const fewestPeople = 5

/** `withheld`: of so few people that it would tell of one of them, or such a figure would follow from it by subtraction. */
export type Withheld<T> = T | 'withheld'

/** What people did with an app, all together. */
export interface OrgApp {
  readonly key: string
  readonly name: string
  readonly people: Withheld<number>
  readonly devices: number
  /** Null is unknown. */
  readonly foregroundMs: Withheld<number | null>
  readonly activeMs: Withheld<number | null>
  readonly runningMs: number
  readonly cpuMs: number
  /** Absent where there is no period before. */
  readonly previous?: {
    readonly people: Withheld<number>
    readonly activeMs: Withheld<number | null>
    readonly devices: number
  }
}

/** A licence, how it is used, and what is paid for nothing. */
export interface OrgLicence {
  readonly id: string
  readonly name: string
  /** Null is any number. */
  readonly seats: number | null
  /** Computers with one of its apps. */
  readonly installed: number
  /** Computers on which one of its apps was in front in the period; where that is unknown, ran. */
  readonly used: number
  /** Seats, or computers with it where seats are not counted, less `used`; never below 0. */
  readonly unused: number
  readonly price?: Price
  /** Hundredths of the currency: of the unused, for a month. */
  readonly wastedMinor?: number
  readonly renewsOn: string | null
}

/** A program that is installed and that nobody had in front for so long. */
export interface OrgUnused {
  readonly key: string
  readonly name: string
  readonly devices: number
  readonly over: 30 | 60 | 90
}

export interface SilentDevice {
  readonly name: string
  readonly platform: string
  /** Null: never. */
  readonly lastSeenAt: number | null
  /** Whole days without a word at the end of the period; since it was let in where it never said one. */
  readonly days: number
}

/** The frozen figures of one month of an organisation. Nobody is named in them. */
export interface OrgReport {
  readonly version: 1
  readonly kind: 'org-month'
  readonly demo?: true
  /** The organisation's name. */
  readonly about: string
  /** `2026-10` */
  readonly period: string
  readonly closed: boolean
  readonly madeAt: number
  readonly zone: string
  readonly recordedMs: number
  readonly dueMs: number
  /** recorded ÷ due; null when nothing was due. */
  readonly coverage: number | null
  readonly activeMs: Withheld<number | null>
  readonly against: Against
  /** Of whom anything was recorded, and those known to have been active. */
  readonly people: { readonly recorded: number; readonly active: Withheld<number> }
  readonly devices: {
    readonly total: number
    readonly reporting: number
    /** Longest first: without a word for seven days or more at the end of the period. */
    readonly silent: readonly SilentDevice[]
    /** By version of the agent, newest first. */
    readonly versions: readonly { readonly version: string; readonly devices: number }[]
  }
  /** Every day of the month, ascending: how many computers recorded, and of how many it was due. */
  readonly days: readonly { readonly day: string; readonly recording: number; readonly due: number }[]
  /** Most people first, then most active time, computers, by name. */
  readonly apps: readonly OrgApp[]
  /** Most wasted first. */
  readonly licences: readonly OrgLicence[]
  /** On most computers first. */
  readonly unused: readonly OrgUnused[]
  /** Apps that more, or fewer, computers used than in the period before, the largest change first. */
  readonly growth: readonly {
    readonly key: string
    readonly name: string
    readonly from: number
    readonly to: number
  }[]
}
