/** Every time zone that this browser knows, for a list to choose from; and the one that is chosen, should it not be among them. */
export function zoneOptions(present: string | null): { readonly value: string; readonly text: string }[] {
  const known = [...new Set(['UTC', ...Intl.supportedValuesOf('timeZone'), ...(present === null ? [] : [present])])]
  return known.sort().map((value) => ({ value, text: zoneName(value) }))
}

/** `America/Sao_Paulo` → `America/Sao Paulo` */
const zoneName = (zone: string): string => zone.replaceAll('_', ' ')

/** `America/Argentina/Buenos_Aires` → `Buenos Aires` */
export const placeOf = (zone: string): string => zoneName(zone.split('/').at(-1) ?? zone)
