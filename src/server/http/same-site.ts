import type { IncomingMessage } from 'node:http'
import { AppError } from '../../core/errors.ts'
import { headerOf } from './visitor.ts'

/**
 * Refuses what a page of another site asked for in the person's name (CSRF). Every browser of today says where a request
 * comes from; what is no browser brings nobody's cookie by accident.
 * @throws AppError `forbidden`
 */
export function checkSameSite(request: IncomingMessage): void {
  const site = headerOf(request, 'sec-fetch-site')
  const fromHere = site ? site === 'same-origin' || site === 'none' : isOwnOrigin(request)
  if (!fromHere) throw new AppError('forbidden', 'another site asked for this; do it from a page of this server')
}

function isOwnOrigin(request: IncomingMessage): boolean {
  const origin = headerOf(request, 'origin')
  if (origin === '') return true
  return URL.canParse(origin) && new URL(origin).host === headerOf(request, 'host')
}
