import type { z } from 'zod'
import { AppError } from '../core/errors.ts'
import { toExpected, toShapeFault } from './shape-faults.ts'

/** The first fault of a shape, with its place. */
export function toAppError(error: z.ZodError): AppError {
  const issue = error.issues[0]!
  const at = issue.path.reduce<string>(
    (place, key) => (typeof key === 'number' ? `${place}[${key}]` : place ? `${place}.${String(key)}` : String(key)),
    '',
  )
  if (issue.code === 'unrecognized_keys')
    return new AppError(
      'unknown_field',
      `there is no field ${issue.keys
        .slice(0, 3)
        .map((key) => `"${key.slice(0, 100)}"`)
        .join(', ')}`,
      {
        at: [at, issue.keys[0]!.slice(0, 100)].filter(Boolean).join('.'),
      },
    )
  const fault = toShapeFault(issue)
  // A check may have words of its own; those of zod are for programmers.
  const isOwn = !/^(Too small|Too big|Invalid )/.test(issue.message)
  const message = fault && !isOwn ? toExpected(fault, issue.message) : issue.message
  return new AppError('invalid', message, { at: at || 'body', ...(fault && { details: { ...fault } }) })
}

/** Reads what a small endpoint is given. @throws AppError with the first fault and its place */
export function parseInput<S extends z.ZodType>(schema: S, given: unknown): z.output<S> {
  const parsed = schema.safeParse(given)
  if (!parsed.success) throw toAppError(parsed.error)
  return parsed.data
}

/** Whether a value nests deeper than some levels. */
export function depthOver(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  if (levels === 0) return true
  return Object.values(value).some((inner) => depthOver(inner, levels - 1))
}

/** Where in a value a text, or the name of a field, has a character that PostgreSQL cannot keep; undefined where none has. */
export function findNul(value: unknown, at = ''): string | undefined {
  if (typeof value === 'string') return value.includes(nul) ? at : undefined
  if (typeof value !== 'object' || value === null) return undefined
  for (const [key, inner] of Object.entries(value)) {
    if (key.includes(nul)) return at || 'body'
    const found = findNul(inner, Array.isArray(value) ? `${at}[${key}]` : [at, key].filter(Boolean).join('.'))
    if (found !== undefined) return found
  }
  return undefined
}

const nul = '\u0000'
