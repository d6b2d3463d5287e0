import { Command } from 'commander'
import { AppError } from '../../core/errors.ts'
import { formatInstant } from '../../core/format.ts'
import { toPlainText } from '../../core/text.ts'
import { dayMs } from '../../core/time.ts'
import {
  createFleetToken,
  type FleetToken,
  findFleetTokens,
  revokeFleetToken,
} from '../../server/store/fleet-tokens.ts'
import { findMembers, findPerson, personalOrg } from '../../server/store/people.ts'
import type { Cli } from '../cli.ts'
import { parseDuration } from '../durations.ts'
import { examples } from '../help.ts'
import { localActor } from '../local-actor.ts'
import { toSafe } from '../output.ts'
import { say } from '../say.ts'
import { createSecretFile } from '../secret-file.ts'
import { refuseDemo, type ServerSide, withServerSide } from '../server-side.ts'
import { type TokenWords, tokenWordsOf } from '../words/token-words.ts'
import { clientsCommand } from './tokens-clients.ts'

/** `usage-audit tokens`: what enrols many computers without anybody at them. */
export const tokensCommand = (cli: Cli): Command =>
  new Command('tokens')
    .description('fleet tokens, which enrol many computers without anybody at them, and programs that call the API')
    .addCommand(listCommand(cli))
    .addCommand(addCommand(cli))
    .addCommand(revokeCommand(cli))
    .addCommand(clientsCommand(cli))
    .addHelpText(
      'after',
      examples('usage-audit tokens list', 'usage-audit tokens add desks --uses 40 --out desks.token'),
    )

const toShown = ({ hash: _, orgId: __, ...token }: FleetToken, now: number) => ({
  ...token,
  approval: token.approval === 1,
  state: toState(token, now),
})

const toState = (token: Omit<FleetToken, 'hash' | 'orgId'>, now: number): keyof TokenWords['states'] => {
  const { revokedAt, expiresAt, usesLeft } = token
  if (revokedAt !== null) return 'revoked'
  if (expiresAt <= now) return 'expired'
  return usesLeft > 0 ? 'usable' : 'used_up'
}

const listCommand = (cli: Cli) =>
  new Command('list')
    .description('list the fleet tokens; the tokens themselves are shown to nobody')
    .action(() =>
      withServerSide(cli, async ({ store, config: { reports } }) => {
        const words = tokenWordsOf(reports.locale)
        const names = new Map((await findMembers(store)).map(({ user }) => [user.id, user.name]))
        const tokens = (await findFleetTokens(store, personalOrg)).map((token) => toShown(token, cli.now()))
        if (tokens.length === 0 && !cli.json) return cli.write(words.none)
        cli.print(
          tokens,
          ({ id, name, userId, usesLeft, expiresAt, approval, state }) => [
            id.slice(0, 8),
            name,
            names.get(userId) ?? userId,
            String(usesLeft),
            formatInstant(expiresAt, reports.locale, reports.zone, 'year'),
            [words.states[state], ...(approval ? [words.approval] : [])].join('; '),
          ],
          { head: words.columns, right: [3], fit: { column: 5, by: 'wrapping' } },
        )
      }),
    )
    .addHelpText('after', examples('usage-audit tokens list', 'usage-audit tokens list --json'))

interface AddFlags {
  readonly out: string
  readonly uses: string
  readonly for: string
  readonly person?: string
  readonly approval?: boolean
}

/** Longer than that a token lies about. */
const longestMs = 30 * dayMs
const mostUses = 10_000

const addCommand = (cli: Cli) =>
  new Command('add')
    .description('make a fleet token and write it to a file, which `usage-audit agent enroll --token-file` takes')
    .argument('<name>', 'what it is for')
    .requiredOption('--out <file>', 'where to write it; must not exist yet')
    .option('--uses <n>', `how many computers it lets in, at most ${mostUses}`, '1')
    .option('--for <time>', 'how long it lets them in, at most 30d', '24h')
    .option('--person <who>', 'whose devices they become; default: the owner')
    .option('--approval', 'each computer waits until somebody lets it in with `devices approve`')
    .action((typed: string, flags: AddFlags) => withServerSide(cli, (server) => add(cli, server, typed, flags)))
    .addHelpText(
      'after',
      examples(
        'usage-audit tokens add desks --uses 40 --out desks.token',
        'usage-audit tokens add lab --uses 5 --for 2h --approval --out lab.token',
      ),
    )

async function add(cli: Cli, server: ServerSide, typed: string, flags: AddFlags): Promise<void> {
  refuseDemo(server)
  const { store, owner, config } = server
  const name = toPlainText(typed, 100)
  if (name === '') throw new AppError('usage', 'a token needs a name that people can read', { at: 'name' })
  const uses = Number(flags.uses)
  if (!Number.isInteger(uses) || uses < 1 || uses > mostUses)
    throw new AppError('usage', `"${flags.uses}" is no number of computers from 1 to ${mostUses}`, { at: '--uses' })
  const forMs = parseDuration(flags.for)
  if (forMs === undefined || forMs > longestMs)
    throw new AppError('usage', `"${flags.for}" is no time up to 30d, as 24h`, { at: '--for' })
  const who = flags.person === undefined ? owner : await findPerson(store, personalOrg, flags.person)
  const now = cli.now()
  const expiresAt = now + forMs
  const given = { orgId: personalOrg, name, userId: who.id, approval: flags.approval === true, uses, expiresAt, now }
  const write = createSecretFile(flags.out)
  const { id, token } = await createFleetToken(store, { ...given, createdBy: localActor().actor })
  write(`${token}\n`)
  if (cli.json) return cli.printJson({ id, name, uses, expiresAt, tokenFile: flags.out })
  const words = tokenWordsOf(config.reports.locale)
  const until = formatInstant(expiresAt, config.reports.locale, config.reports.zone, 'year')
  say(cli.stdout, words.added(toSafe(name), uses, until, toSafe(flags.out)))
}

const revokeCommand = (cli: Cli) =>
  new Command('revoke')
    .description('end a fleet token now; what it let in stays')
    .argument('<id>', 'as `tokens list` shows it, or its beginning')
    .action((typed: string) =>
      withServerSide(cli, async ({ store, config }) => {
        const found = (await findFleetTokens(store, personalOrg)).filter(({ id }) => id.startsWith(typed))
        if (found.length !== 1) throw new AppError('not_found', `there is no one fleet token ${typed}`, { at: 'id' })
        await revokeFleetToken(store, personalOrg, found[0]!.id, cli.now())
        if (cli.json) return cli.printJson({ id: found[0]!.id, revoked: true })
        cli.write(toSafe(tokenWordsOf(config.reports.locale).revoked(found[0]!.name)))
      }),
    )
    .addHelpText('after', examples('usage-audit tokens revoke 5f2c9a1e'))
