import { Command } from 'commander'
import { AppError } from '../../core/errors.ts'
import type { Cli } from '../cli.ts'
import type { Config } from '../config-shape.ts'
import { type Case, type Check, checkOf, type State, stateOf } from '../doctor/cases.ts'
import { examine } from '../doctor/examine.ts'
import { say } from '../doctor/say.ts'
import { examples } from '../help.ts'
import type { Cell, Style } from '../output.ts'
import { wordsOf } from '../words.ts'

/** `usage-audit doctor`: what works here, what is missing, and what to do about it. */
export const doctorCommand = (cli: Cli): Command =>
  new Command('doctor')
    .description('look at everything usage-audit needs here, and say what is wrong and what mends it; then it exits 69')
    .action(async () => {
      const config = await cli.config()
      const found = await examine(cli, config)
      const wrong = found.filter(({ code }) => stateOf(code) === 'wrong')
      if (cli.json) cli.printJson({ ok: wrong.length === 0, findings: found.map((each) => toJson(each, config)) })
      else print(cli, config, found)
      if (wrong.length > 0) throw new AppError('unavailable', `${wrong.length} of ${found.length} checks found a fault`)
    })
    .addHelpText('after', examples('usage-audit doctor', 'usage-audit doctor --json'))

interface Finding {
  readonly check: Check
  readonly state: State
  readonly message: string
  readonly fix: string | null
}

function toFinding(found: Case, { reports: { locale, zone } }: Config): Finding {
  const [message, fix = null] = say(found, locale, zone)
  return { check: checkOf(found.code), state: stateOf(found.code), message, fix }
}

function toJson(found: Case, config: Config) {
  const { code, ...values } = found
  const { check, state, message, fix } = toFinding(found, config)
  return { check, state, code, message, fix, values }
}

const marks: Readonly<Record<State, readonly [mark: string, style: Style]>> = {
  ok: ['✓', 'green'],
  wrong: ['✗', 'red'],
  none: ['–', 'dim'],
}

function print({ print, stdout: { style } }: Cli, config: Config, found: readonly Case[]): void {
  const { names } = wordsOf(config.reports.locale).doctor
  const rows = found.flatMap((each): Cell[][] => {
    const { check, state, message, fix } = toFinding(each, config)
    const [mark, colour] = marks[state]
    const row = [{ text: mark, draw: (text: string) => style(colour, text) }, names[check], message]
    return fix === null ? [row] : [row, ['', '', { text: `→ ${fix}`, draw: (text) => style('dim', text) }]]
  })
  print(rows, (row) => row, { fit: { column: 2, by: 'wrapping' } })
}
