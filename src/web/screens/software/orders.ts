/** What software can be sorted by, as the server sorts it. */
export const orders = ['devices', 'name', 'people', 'lastUsedOn', 'unused', 'wasted'] as const
export type Order = (typeof orders)[number]
