import { Command } from 'commander'
import { AppError } from '../../core/errors.ts'
import { createResetLink, createSetUpLink, createSignInLink } from '../../server/auth/links.ts'
import { findAccountOf } from '../../server/store/accounts.ts'
import { findPasswordHash } from '../../server/store/claims.ts'
import { changeRole, findMembersOf, type Member, removeMember } from '../../server/store/members.ts'
import { personalOrg } from '../../server/store/people.ts'
import { endSignIns } from '../../server/store/sign-ins.ts'
import type { Store } from '../../server/store/store.ts'
import { removeTotp } from '../../server/store/totps.ts'
import type { Cli } from '../cli.ts'
import { examples } from '../help.ts'
import { toSafe } from '../output.ts'
import { openServerSide, type ServerSide } from '../server-side.ts'
import { type AccessWords, accessWordsOf } from '../words/access-words.ts'
import { baseUrlOf, toRole, warnOfLink } from './users-shared.ts'

/** What is done to one person, the server running or not. */
export const personCommands = (cli: Cli): Command[] => [
  roleCommand(cli),
  ofPerson(cli, 'remove', 'take somebody out of the organisation', async ({ store }, member, words) => {
    await removeMember(store, member)
    return { told: words.removed(toSafe(member.user.name)), json: { id: member.userId, removed: true } }
  }),
  ofPerson(cli, 'reset-link', 'print a link by which somebody chooses a password', async (server, member, words) => {
    const link = `${baseUrlOf(server)}${await createLinkFor(server, member, cli.now())}`
    warnOfLink(cli, server, words)
    return { told: words.reset(toSafe(member.user.name), link), json: { id: member.userId, link } }
  }),
  ofPerson(
    cli,
    'sign-in-link',
    'print a link that signs you in as a made-up person, in the store of `usage-audit demo`',
    async (server, { userId, user }, words) => {
      // Of somebody real nobody else opens the figures without a reason that they read.
      if (!server.demo)
        throw new AppError(
          'forbidden',
          'nobody signs in as somebody real; `usage-audit users reset-link` helps them in',
        )
      const link = `${baseUrlOf(server)}${await createSignInLink(server.store, userId, cli.now())}`
      return { told: words.signIn(toSafe(user.name), link), json: { id: userId, link } }
    },
  ),
  ofPerson(cli, 'sign-out', 'end every sign-in of somebody', async ({ store }, member, words) => {
    const ended = await endSignIns(store, member.userId)
    return { told: words.signedOut(toSafe(member.user.name), ended), json: { id: member.userId, ended } }
  }),
  ofPerson(
    cli,
    'drop-codes',
    'let somebody sign in without a code, who lost their phone',
    async ({ store }, member, words) => {
      await removeTotp(store, member.userId)
      return { told: words.dropped(toSafe(member.user.name)), json: { id: member.userId, hasCodes: false } }
    },
  ),
]

/** Who has an address to sign in by chooses a password; an owner who has none chooses both, and so does who has lost theirs to whoever reads it. */
async function createLinkFor(
  { store, demo }: ServerSide,
  { userId, role, user }: Member,
  now: number,
): Promise<string> {
  if (await findAccountOf(store, userId)) return createResetLink(store, userId, now)
  if (role === 'owner' || (await findPasswordHash(store, userId))) return createSetUpLink(store, userId, now)
  const instead = demo ? '`usage-audit users sign-in-link` lets you in as them' : 'invite them'
  throw new AppError('invalid', `${toSafe(user.name)} has no address to sign in by; ${instead}`, { at: 'person' })
}

interface Done {
  readonly told: string
  readonly json: unknown
}

const ofPerson = (
  cli: Cli,
  name: string,
  description: string,
  work: (server: ServerSide, member: Member, words: AccessWords) => Promise<Done>,
) =>
  new Command(name)
    .description(description)
    .argument('<person>', 'address or name, as `usage-audit users list` shows them, or an id, as its --json does')
    .action((person: string) => act(cli, person, work))
    .addHelpText('after', examples(`usage-audit users ${name} ana@example.org`))

const roleCommand = (cli: Cli) =>
  new Command('role')
    .description('change what somebody is in the organisation')
    .argument('<person>', 'address or name, as `usage-audit users list` shows them, or an id, as its --json does')
    .argument('<role>', 'member, manager, admin or owner')
    .action((person: string, typed: string) => {
      const role = toRole(typed, 'role')
      return act(cli, person, async ({ store }, member, words) => {
        await changeRole(store, member, role)
        return { told: words.isNow(toSafe(member.user.name), words.roles[role]), json: { id: member.userId, role } }
      })
    })
    .addHelpText('after', examples('usage-audit users role ana@example.org admin'))

async function act(
  cli: Cli,
  person: string,
  work: (server: ServerSide, member: Member, words: AccessWords) => Promise<Done>,
): Promise<void> {
  const config = await cli.config()
  const server = await openServerSide(cli, config)
  try {
    const member = await getMemberNamed(server.store, person)
    const { told, json } = await work(server, member, accessWordsOf(config.reports.locale))
    if (cli.json) cli.printJson(json)
    else cli.write(told)
  } finally {
    await server.store.close()
  }
}

/** @throws AppError `not_found`; `invalid` if several have the name */
async function getMemberNamed(store: Store, person: string): Promise<Member> {
  const folded = person.trim().toLowerCase()
  const found: Member[] = []
  for (const member of await findMembersOf(store, personalOrg)) {
    const account = await findAccountOf(store, member.userId)
    const names = [member.userId, member.user.name, member.user.email, account?.email]
    if (names.some((name) => name?.toLowerCase() === folded)) found.push(member)
  }
  if (found.length === 1) return found[0]!
  if (found.length > 1) throw new AppError('invalid', `several people are called "${toSafe(person)}"; name one by id`)
  throw new AppError('not_found', `there is no "${toSafe(person)}" here; \`usage-audit users list\` shows who is`)
}
