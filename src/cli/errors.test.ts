import { CommanderError } from 'commander'
import { describe, expect, it } from 'vitest'
import { AppError } from '../core/errors.ts'
import { tellFailure } from './errors.ts'

function tell(error: unknown, options: { json?: boolean; debug?: boolean; command?: string } = {}) {
  let text = ''
  const write = (more: string) => {
    text += more
  }
  const exit = tellFailure(error, { json: false, debug: false, version: '1.2.3', write, ...options })
  return { text, exit }
}

describe('tellFailure', () => {
  it('says an expected failure in its own words and exits with its code', () => {
    expect(tell(new AppError('config', 'no such key\nsecond'))).toEqual({
      text: 'usage-audit: no such key\nsecond\n',
      exit: 78,
    })
  })

  it('answers machines in JSON', () => {
    const { text } = tell(new AppError('cannot_create', 'no', { at: '/x' }), { json: true })
    expect(JSON.parse(text)).toEqual({ error: { code: 'cannot_create', message: 'no', at: '/x' } })
  })

  it('shows a stack, causes too, only in debug', () => {
    const error = new AppError('io', 'disk', { cause: new Error('inner') })
    expect(tell(error).text).not.toContain('    at ')
    expect(tell(error, { debug: true }).text).toMatch(/at .*\ncaused by Error: inner/s)
  })

  it('calls a bug a bug, without a stack', () => {
    const { text, exit } = tell(new TypeError('x is undefined'))
    expect(exit).toBe(70)
    expect(text).toMatch(
      /^usage-audit: this is a bug: TypeError: x is undefined\nPlease report it .*usage-audit 1\.2\.3/,
    )
    expect(text).not.toContain('    at ')
    expect(tell('thrown text').exit).toBe(70)
  })

  it('takes a refusal of the system for no bug', () => {
    const error = Object.assign(new Error('ENOSPC: no space left on device, write'), {
      code: 'ENOSPC',
      syscall: 'write',
    })
    expect(tell(error)).toEqual({ text: 'usage-audit: ENOSPC: no space left on device, write\n', exit: 74 })
  })

  it('turns commander’s errors into usage errors, and help into success', () => {
    const unknown = new CommanderError(
      1,
      'commander.unknownCommand',
      "error: unknown command 'rep'\n(Did you mean report?)",
    )
    expect(tell(unknown)).toEqual({ text: "usage-audit: unknown command 'rep'\n(Did you mean report?)\n", exit: 64 })
    const missing = new CommanderError(1, 'commander.missingArgument', "error: missing required argument 'name'")
    expect(tell(missing, { command: 'devices' }).text).toContain('\nRun `usage-audit devices --help` to see')
    expect(tell(new CommanderError(0, 'commander.helpDisplayed', '(outputHelp)'))).toEqual({ text: '', exit: 0 })
  })

  it('refuses a token on the command line without repeating it', () => {
    const { text, exit } = tell(
      new CommanderError(1, 'commander.unknownOption', "error: unknown option '--token=canary'"),
    )
    expect(exit).toBe(64)
    expect(text).toMatch(/--token is refused: .*--token-file FILE/)
    expect(text).not.toContain('canary')
  })
})
