import fc from 'fast-check'
import { expect, it } from 'vitest'
import { AppError } from '../../../core/errors.ts'
import { fromSent, toSent } from './wire.ts'

const travel = (value: unknown) => fromSent(structuredClone(toSent(value)))

it('toSent › keeps the class, code, place and causes of our own errors', () => {
  const cause = Object.assign(new TypeError('no such table'), { code: 'SQLITE_ERROR', query: 'select 1' })
  const options = { cause, at: 'server.database', retryAfterMs: 5_000, details: { cursors: { a: 1 } } }
  const error = new AppError('conflict', 'somebody else was first', options)
  const arrived = travel({ failures: [{ error }] }) as { failures: { error: AppError }[] }
  const back = arrived.failures[0]!.error
  expect(back).toBeInstanceOf(AppError)
  expect(back).toMatchObject({
    ...{ code: 'conflict', message: 'somebody else was first', stack: error.stack },
    ...{ at: 'server.database', retryAfterMs: 5_000, details: { cursors: { a: 1 } } },
  })
  expect(back.cause).toMatchObject({ name: 'TypeError', code: 'SQLITE_ERROR', query: 'select 1', stack: cause.stack })
})

it('toSent › leaves behind what a bug has with it that cannot travel', () => {
  const error = Object.assign(new Error('it failed'), { params: [() => {}], retry: () => {} })
  expect(travel(error)).toMatchObject({ message: 'it failed' })
})

it('toSent › changes nothing else', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(travel(value)).toEqual(structuredClone(value))
    }),
  )
  const bytes = Buffer.from('a mail')
  expect(Buffer.from(travel(bytes) as Uint8Array).equals(bytes)).toBe(true)
  expect(travel({ date: new Date(5), nothing: undefined })).toEqual({ date: new Date(5), nothing: undefined })
})
