import { createHash } from 'node:crypto'

/**
 * SHA-256 of figures, hexadecimal: the same whatever order a database keeps their fields in. It is of what is stored, so a field
 * that is undefined is none.
 */
export const hashFigures = (figures: unknown): string =>
  createHash('sha256').update(JSON.stringify(figures, inOrder)).digest('hex')

const inOrder = (_: string, value: unknown) =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value
