import type { z } from 'zod'

/** What is wrong with a value, for a program to branch on and for the web to say in the reader's language. */
export interface ShapeFault {
  readonly fault: (typeof shapeFaults)[number]
  readonly least?: number
  readonly most?: number
  readonly offered?: readonly string[]
}

export const shapeFaults = [
  ...(['missing', 'empty', 'too_short', 'too_long', 'too_few', 'too_many', 'too_small', 'too_big'] as const),
  ...(['not_whole', 'not_number', 'not_offered', 'no_email', 'no_zone'] as const),
] as const

/** Of a check of our own, which names its fault; a length or a range is named by zod. */
export const faultOf = (fault: ShapeFault['fault'], error: string) => ({ error, params: { fault } })

/** The fault of an issue, if it is a usual one. */
export function toShapeFault(issue: z.core.$ZodIssue): ShapeFault | undefined {
  switch (issue.code) {
    case 'too_small':
      return toLeast(issue.origin, Number(issue.minimum))
    case 'too_big':
      return { fault: tooMuch[issue.origin] ?? 'too_big', most: Number(issue.maximum) }
    case 'invalid_value':
      return { fault: 'not_offered', offered: issue.values.map(String) }
    case 'custom':
      return shapeFaults.filter((fault) => fault === issue.params?.fault).map(ofFault)[0]
    case 'invalid_type':
      return issue.message.endsWith('received undefined') ? { fault: 'missing' } : otherType[issue.expected]
    default:
      return undefined
  }
}

type Table<Value> = Readonly<Partial<Record<string, Value>>>
const tooLittle: Table<ShapeFault['fault']> = { string: 'too_short', array: 'too_few' }
const tooMuch: Table<ShapeFault['fault']> = { string: 'too_long', array: 'too_many' }
const otherType: Table<ShapeFault> = { int: { fault: 'not_whole' }, number: { fault: 'not_number' } }

const toLeast = (origin: string, least: number): ShapeFault =>
  origin === 'string' && least === 1 ? { fault: 'empty' } : { fault: tooLittle[origin] ?? 'too_small', least }

const ofFault = (fault: ShapeFault['fault']): ShapeFault => ({ fault })

/** So many of what may be chosen are named. */
const mostNamed = 12

/** What is expected, where zod would say it in words of programmers; a check of our own has its own words. */
export function toExpected({ fault, least, most, offered = [] }: ShapeFault, message: string): string {
  switch (fault) {
    case 'missing':
      return 'this is missing'
    case 'empty':
      return 'write something here'
    case 'too_short':
      return `at least ${least} characters`
    case 'too_long':
      return `at most ${most} characters`
    case 'too_few':
    case 'too_small':
      return `at least ${least}`
    case 'too_many':
    case 'too_big':
      return `at most ${most}`
    case 'not_whole':
      return 'a whole number'
    case 'not_number':
      return 'a number'
    case 'not_offered':
      return `one of ${offered.slice(0, mostNamed).join(', ')}${offered.length > mostNamed ? ' and others' : ''}`
    default:
      return message
  }
}
