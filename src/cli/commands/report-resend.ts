import { Command } from 'commander'
import { parseAddress } from '../../core/addresses.ts'
import { AppError } from '../../core/errors.ts'
import { sendNow } from '../../server/jobs/send-mails.ts'
import { findMailByStart, getArchived, planAgain } from '../../server/store/archive.ts'
import { personalOrg } from '../../server/store/people.ts'
import type { Cli } from '../cli.ts'
import { examples } from '../help.ts'
import { tell } from '../report-sending.ts'
import { toMailOptions, withServerSide } from '../server-side.ts'

/** `usage-audit report resend`: a mail that failed, or of which nobody knows whether it arrived, once more. */
export const reportResendCommand = (cli: Cli): Command =>
  new Command('resend')
    .description('send a mail once more that failed, or of which nobody knows whether it arrived')
    .argument('<mail>', 'its id, or how it begins, as `usage-audit report list` shows it')
    .option('--to <address>', 'where it goes now; default: where it went before')
    .action((typed: string, { to }: { readonly to?: string }) =>
      withServerSide(cli, async (server) => {
        const { store, config } = server
        const mail = await findMailByStart(store, personalOrg, typed)
        await getArchived(store, personalOrg, mail.reportId)
        const options = toMailOptions(config, 'configured', { addressed: true, byHand: true })
        const again = await planAgain(store, mail, toTyped(to) ?? mail.address, cli.now())
        tell(cli, server, await sendNow(store, options, personalOrg, again.id, cli.now()))
      }),
    )
    .addHelpText('after', examples('usage-audit report list --state uncertain', 'usage-audit report resend 3f0c9a12'))

function toTyped(to: string | undefined): string | undefined {
  if (to === undefined) return undefined
  const parsed = parseAddress(to)
  if (!parsed) throw new AppError('email_invalid', `"${to}" is not one e-mail address`, { at: '--to' })
  return parsed.address
}
