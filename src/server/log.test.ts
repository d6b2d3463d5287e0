import pino from 'pino'
import { expect, it } from 'vitest'
import { AppError } from '../core/errors.ts'
import { createLog, type Log } from './log.ts'

/** What a log writes, kept in place of standard error. */
function linesOf(log: Log): string[] {
  const lines: string[] = []
  const stream = { write: (line: string) => lines.push(line) }
  Object.assign(log, { [pino.symbols.streamSym]: stream })
  return lines
}

it.each(['token', 'authorization', 'password', 'cookie', 'email', 'smtp_url', 'metricsToken'])(
  'createLog › hides a %s wherever a line names it',
  (name) => {
    const log = createLog('info')
    const lines = linesOf(log)
    log.info({ [name]: 'canary', url: 'shown' }, 'top')
    log.error({ request: { headers: { [name]: 'canary', host: 'shown' } } }, 'inside')
    expect(lines).toHaveLength(2)
    for (const line of lines) {
      expect(line).toContain('shown')
      expect(line).not.toContain('canary')
    }
  },
)

it.each([
  ['a token of a header', 'refused Authorization: Bearer canary.canary-1'],
  ['the password of an SMTP server', 'cannot reach smtps://canary:canary@mail.example.org:465'],
  ['the password of a database', 'cannot open postgres://canary:canary@db/usage'],
  ['a password with a slash in it', 'cannot open postgres://usage:can/canary@db/usage'],
  ['a password with an at sign in it', 'cannot open postgres://usage:can@canary@db/usage'],
  ['an e-mail address', 'cannot write to Ana <canary@canary.example>'],
  ['two addresses', 'cannot write to canary@canary.example,canary+1@canary.example'],
])('createLog › hides %s in words, values, errors and their causes', (_, text) => {
  const log = createLog('info')
  const lines = linesOf(log)
  log.info(text)
  log.info({ where: text, list: [{ text }] }, 'shown')
  log.error({ err: new AppError('io', text, { cause: new Error(text, { cause: new Error(text) }) }) }, 'shown')
  expect(lines).toHaveLength(3)
  for (const line of lines) expect(line).not.toContain('canary')
  expect(lines[0]).toMatch(/refused|cannot/)
})

it('createLog › says of a failed query neither its values nor its words', () => {
  const log = createLog('info')
  const lines = linesOf(log)
  const driver = Object.assign(new Error('duplicate key value violates "users": (canary)'), {
    code: '23505',
    detail: 'Key (title)=(canary)',
  })
  const query = Object.assign(new Error('Failed query: insert canary', { cause: driver }), {
    query: 'insert canary',
    params: ['canary'],
  })
  log.error({ err: query, job: 'mails' }, 'a job failed')
  expect(lines[0]).not.toContain('canary')
  expect(JSON.parse(lines[0]!)).toMatchObject({
    job: 'mails',
    err: { message: 'a query failed', cause: { code: '23505' } },
  })
  expect(lines[0]).toContain('log.test.ts')
})
