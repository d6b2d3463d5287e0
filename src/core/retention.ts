/** Whole days for which each kind can be kept, at least and at most. */
export const retentionDays = {
  titles: { least: 1, most: 3_660 },
  facts: { least: 62, most: 3_660 },
  days: { least: 366, most: 36_600 },
  access: { least: 180, most: 3_660 },
} as const

/** A kind of data that goes once it is old enough, by the name that its setting has. */
export type RetainedKind = keyof typeof retentionDays

export const retainedKinds = Object.keys(retentionDays) as RetainedKind[]
