import { Command } from 'commander'
import { parseAddress } from '../../core/addresses.ts'
import { AppError } from '../../core/errors.ts'
import { isDelivered, type MailTest } from '../../core/mail-test.ts'
import type { Locale } from '../../core/texts/language.ts'
import { mailTestTextsOf } from '../../core/texts/mail-test.ts'
import { resumeChannel } from '../../server/store/mail-channels.ts'
import type { Cli } from '../cli.ts'
import { examples } from '../help.ts'
import { toMailWay } from '../mail-side.ts'
import { addressOf, withServerSide } from '../server-side.ts'

/** `usage-audit mail`: whether mails leave, and arrive. */
export const mailCommand = (cli: Cli): Command =>
  new Command('mail')
    .description('see whether mails leave this server, and what keeps them from arriving')
    .addCommand(testCommand(cli))
    .addHelpText('after', examples('usage-audit mail test', 'usage-audit mail test --to ana@example.org'))

const testCommand = (cli: Cli) =>
  new Command('test')
    .description('send a test mail, and say of each stage on its way how it went and what mends it')
    .option('--to <address>', 'whom to send it to; default: the setting reports.to')
    .action((flags: { readonly to?: string }) => test(cli, flags.to))
    .addHelpText('after', examples('usage-audit mail test', 'usage-audit mail test --to ana@example.org --json'))

async function test(cli: Cli, given: string | undefined): Promise<void> {
  const to = given === undefined ? undefined : parseAddress(given)?.address
  if (given !== undefined && to === undefined)
    throw new AppError('email_invalid', `"${given}" is not one e-mail address`, { at: '--to' })
  await withServerSide(cli, async ({ config, store, owner }) => {
    const { locale } = config.reports
    const way = toMailWay(config.mail, 'configured', cli.now)
    const result = await way.test({ to: to ?? config.reports.to?.address ?? addressOf(owner), locale })
    const isFine = isDelivered(result)
    // What was paused goes on: it has just been seen to work.
    if (isFine) await resumeChannel(store, way.name)
    if (cli.json) cli.printJson(result)
    else print(cli, result, locale)
    if (!isFine) throw new AppError('unavailable', 'the test mail was not sent; what is said above mends it')
  })
}

function print(cli: Cli, { channel, to, stages, notes }: MailTest, locale: Locale): void {
  const words = mailTestTextsOf(locale)
  cli.write(channel)
  for (const { stage, state, detail, fault } of stages) {
    if (state === 'skipped' && channel === 'outbox') continue
    cli.write(`  ${words.states[state].padEnd(8)} ${words.stages[stage]}${detail ? `: ${detail}` : ''}`)
    if (fault) cli.write(`           → ${words.faults[fault]}`)
  }
  for (const { code, detail } of notes)
    cli.write(`  DNS      ${words.notes[code]}${detail ? `\n           ${detail}` : ''}`)
  const last = stages.at(-1)
  if (last?.state === 'ok') cli.write(channel === 'outbox' ? words.written(last.detail ?? '') : words.arrived(to))
}
