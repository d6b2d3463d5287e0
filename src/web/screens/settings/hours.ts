/** `08:00` */
export const hourName = (hour: number): string => `${String(hour).padStart(2, '0')}:00`

/** The hours of a day, and before them what is chosen by choosing nothing. */
export const hourOptions = (usual: string): { readonly value: string; readonly text: string }[] => [
  { value: '', text: usual },
  ...Array.from({ length: 24 }, (_, hour) => ({ value: String(hour), text: hourName(hour) })),
]

/** An hour that was chosen; null where none was. */
export const readHour = (text: string | undefined): number | null =>
  text === undefined || text === '' ? null : Number(text)
