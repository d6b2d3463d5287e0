import { Command } from 'commander'
import { roles } from '../../core/access.ts'
import { formatInstant } from '../../core/format.ts'
import { createInvitation } from '../../server/auth/invite.ts'
import { signInAge } from '../../server/auth/sign-ins.ts'
import { findAccountOf } from '../../server/store/accounts.ts'
import { findMembersOf } from '../../server/store/members.ts'
import { personalOrg } from '../../server/store/people.ts'
import { findSignInsOf } from '../../server/store/sign-ins.ts'
import type { Cli } from '../cli.ts'
import { examples } from '../help.ts'
import { toSafe } from '../output.ts'
import { openServerSide, refuseDemo } from '../server-side.ts'
import { type AccessWords, accessWordsOf } from '../words/access-words.ts'
import { personCommands } from './users-one.ts'
import { baseUrlOf, toRole, warnOfLink } from './users-shared.ts'

/** `usage-audit users`: who belongs to this computer's server, and how they come in. */
export const usersCommand = (cli: Cli): Command => {
  const command = new Command('users')
    .description('list the people of the server on this computer, invite some, and help them in')
    .addCommand(listCommand(cli))
    .addCommand(inviteCommand(cli))
  for (const one of personCommands(cli)) command.addCommand(one)
  return command.addHelpText('after', examples('usage-audit users list', 'usage-audit users invite ana@example.org'))
}

const listCommand = (cli: Cli) =>
  new Command('list')
    .description('list the people with their role and how they sign in')
    .action(async () => {
      const config = await cli.config()
      const { store } = await openServerSide(cli, config)
      const people = []
      for (const { userId, user, role } of await findMembersOf(store, personalOrg)) {
        const account = await findAccountOf(store, userId)
        const [latest] = await findSignInsOf(store, userId, signInAge, cli.now())
        people.push({
          ...{ id: userId, name: user.name, role },
          email: account?.email ?? user.email,
          emailVerified: account !== undefined && account.verifiedAt !== null,
          hasPassword: account !== undefined && account.passwordHash !== null,
          hasCodes: account?.hasTotp === true,
          lastSeenAt: latest?.lastUsedAt ?? null,
        })
      }
      await store.close()
      const { locale, zone } = config.reports
      const words = accessWordsOf(locale)
      cli.print(
        people,
        ({ name, email, role, lastSeenAt, ...ways }) => [
          ...[name, email ?? '-', words.roles[role], sayWays(ways, words)],
          lastSeenAt === null ? '-' : formatInstant(lastSeenAt, locale, zone, 'year'),
        ],
        { head: words.head, fit: { column: 4, by: 'wrapping' } },
      )
    })
    .addHelpText('after', examples('usage-audit users list', 'usage-audit users list --json'))

const sayWays = (ways: { hasPassword: boolean; hasCodes: boolean }, words: AccessWords): string =>
  ways.hasPassword ? `${words.password}${ways.hasCodes ? ` + ${words.codes}` : ''}` : words.terminal

const inviteCommand = (cli: Cli) =>
  new Command('invite')
    .description('make a link by which somebody joins, and print it')
    .argument('<address>', 'their e-mail address')
    .option('--role <role>', roles.join(', '), 'member')
    .action(async (email: string, flags: { readonly role: string }) => {
      const config = await cli.config()
      const role = toRole(flags.role, '--role')
      const server = await openServerSide(cli, config)
      refuseDemo(server, '`usage-audit users sign-in-link NAME` lets you in as one of these people')
      const invite = { orgId: personalOrg, email, role, invitedBy: server.owner.id }
      const { path, ...made } = await createInvitation(server.store, invite, cli.now())
      await server.store.close()
      const link = `${baseUrlOf(server)}${path}`
      if (cli.json) return cli.printJson({ id: made.id, email: made.email, role, expiresAt: made.expiresAt, link })
      const words = accessWordsOf(config.reports.locale)
      cli.write(words.invited(toSafe(made.email), link))
      warnOfLink(cli, server, words)
    })
    .addHelpText(
      'after',
      examples('usage-audit users invite ana@example.org', 'usage-audit users invite bo@example.org --role admin'),
    )
