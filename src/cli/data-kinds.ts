/** What may be recorded, as far as a person has to know of it before: a new kind is a new word here. */
export const dataKinds = ['programs', 'accounts', 'presence', 'installed', 'titles'] as const
export type DataKind = (typeof dataKinds)[number]
