import { expect, it } from 'vitest'
import * as z from 'zod'
import { AppError } from '../core/errors.ts'
import { email, name, zone } from './fields.ts'
import { parseInput } from './shape.ts'

const shape = z.object({
  ...{ name, zone, email },
  share: z.int().min(1).max(60),
  kinds: z.array(z.enum(['day', 'month'])).min(1),
  why: z.string().min(3).max(10),
  own: z.string().min(3, 'say why'),
})
const good = { name: 'Ana', zone: 'UTC', email: 'a@b.org', share: 5, kinds: ['day'], why: 'because', own: 'well' }

it.each([
  [{ name: ' ' }, 'name', 'write something here', { fault: 'empty' }],
  [{ name: undefined }, 'name', 'this is missing', { fault: 'missing' }],
  [{ name: 'x'.repeat(101) }, 'name', 'at most 100 characters', { fault: 'too_long', most: 100 }],
  [{ why: 'no' }, 'why', 'at least 3 characters', { fault: 'too_short', least: 3 }],
  [{ own: '' }, 'own', 'say why', { fault: 'too_short', least: 3 }],
  [{ share: 0 }, 'share', 'at least 1', { fault: 'too_small', least: 1 }],
  [{ share: 61 }, 'share', 'at most 60', { fault: 'too_big', most: 60 }],
  [{ share: 2.5 }, 'share', 'a whole number', { fault: 'not_whole' }],
  [{ share: 'x' }, 'share', 'a number', { fault: 'not_number' }],
  [{ kinds: [] }, 'kinds', 'at least 1', { fault: 'too_few', least: 1 }],
  [{ kinds: ['year'] }, 'kinds[0]', 'one of day, month', { fault: 'not_offered', offered: ['day', 'month'] }],
  [{ email: '' }, 'email', 'this is not an e-mail address', { fault: 'no_email' }],
  [{ zone: 'Mars' }, 'zone', 'not a time zone', { fault: 'no_zone' }],
])('a shape says what it expects, and where: %j', (wrong, at, message, details) => {
  expect(parseInput(shape, good)).toEqual(good)
  const refused = expect.objectContaining({ code: 'invalid', at, message, details })
  expect(() => parseInput(shape, { ...good, ...wrong })).toThrow(refused)
  expect(() => parseInput(shape, { ...good, ...wrong })).toThrow(AppError)
})
