import pino from 'pino'
import { expect, it } from 'vitest'
import { createLog, type Log } from './log.ts'

/** What a log writes, kept in place of standard error. */
function linesOf(log: Log): string[] {
  const lines: string[] = []
  const stream = { write: (line: string) => lines.push(line) }
  Object.assign(log, { [pino.symbols.streamSym]: stream })
  return lines
}

it.each(['token', 'authorization', 'password', 'cookie'])('createLog › hides a %s wherever a line names it', (name) => {
  const log = createLog('info')
  const lines = linesOf(log)
  log.info({ [name]: 'canary', url: 'shown' }, 'top')
  log.error({ headers: { [name]: 'canary', host: 'shown' } }, 'inside')
  expect(lines).toHaveLength(2)
  for (const line of lines) {
    expect(line).toContain('shown')
    expect(line).not.toContain('canary')
  }
})
