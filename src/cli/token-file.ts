import { readFileSync } from 'node:fs'
import { AppError } from '../core/errors.ts'
import { sayWhy } from './errors.ts'

/** What `devices add` hands over: a token, and where it is for, if that is known there. */
export interface TokenFile {
  readonly token: string
  readonly server?: string | undefined
  readonly pin?: string | undefined
}

/** The token on its own line, as it always was; then what enrolment needs besides, `name=value`. */
export const formatTokenFile = ({ token, server, pin }: TokenFile): string =>
  [token, ...(server ? [`server=${server}`] : []), ...(pin ? [`pin=${pin}`] : []), ''].join('\n')

/** @throws AppError `invalid` if it cannot be read or has a line that means nothing */
export function readTokenFile(file: string): TokenFile {
  const [token = '', ...more] = readText(file)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  const told = more.map((line) => /^(server|pin)=(.+)$/.exec(line))
  if (told.includes(null))
    throw new AppError(
      'invalid',
      `${file} holds more than a token, server= and pin=; make a new one with \`devices add\``,
      {
        at: '--token-file',
      },
    )
  return { token, ...Object.fromEntries(told.map((match) => [match![1], match![2]])) }
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (cause) {
    throw new AppError('invalid', `cannot read the token file ${file}: ${sayWhy(cause)}`, {
      cause,
      at: '--token-file',
    })
  }
}
