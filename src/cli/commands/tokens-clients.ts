import { Command, Option } from 'commander'
import { isRole } from '../../core/access.ts'
import { type ApiRole, apiRoles, parseScopes } from '../../core/api-clients.ts'
import { AppError } from '../../core/errors.ts'
import { formatInstant } from '../../core/format.ts'
import { toPlainText } from '../../core/text.ts'
import { tokenPath } from '../../protocol/oauth.ts'
import { newSecret } from '../../server/auth/secrets.ts'
import { type ApiClient, createApiClient, findApiClients, revokeApiClient } from '../../server/store/api-clients.ts'
import { personalOrg } from '../../server/store/people.ts'
import type { Cli } from '../cli.ts'
import { examples } from '../help.ts'
import { localActor } from '../local-actor.ts'
import { toSafe } from '../output.ts'
import { say } from '../say.ts'
import { createSecretFile } from '../secret-file.ts'
import { refuseDemo, withServerSide } from '../server-side.ts'
import { accessWordsOf } from '../words/access-words.ts'
import { tokenWordsOf } from '../words/token-words.ts'

/** `usage-audit tokens clients`: programs that call the API, each with a secret that gives it short-lived tokens. */
export const clientsCommand = (cli: Cli): Command =>
  new Command('clients')
    .description('list, add or revoke programs that call the API with short-lived tokens')
    .addCommand(listCommand(cli))
    .addCommand(addCommand(cli))
    .addCommand(revokeCommand(cli))
    .addHelpText(
      'after',
      examples('usage-audit tokens clients list', 'usage-audit tokens clients add nightly --out nightly.json'),
    )

const toShown = ({ orgId: _, secretHash: __, ...client }: ApiClient) => client

const listCommand = (cli: Cli) =>
  new Command('list')
    .description('list the programs; their secrets are shown to nobody')
    .action(() =>
      withServerSide(cli, async ({ store, config: { reports } }) => {
        const words = tokenWordsOf(reports.locale)
        const { roles } = accessWordsOf(reports.locale)
        const clients = (await findApiClients(store, personalOrg)).map(toShown)
        if (clients.length === 0 && !cli.json) return cli.write(words.noClients)
        const at = (instant: number | null) =>
          instant === null ? '-' : formatInstant(instant, reports.locale, reports.zone, 'year')
        cli.print(
          clients,
          ({ id, name, role, scopes, lastUsedAt, revokedAt }) => [
            id.slice(0, 8),
            name,
            isRole(role) ? roles[role] : role,
            scopes,
            at(lastUsedAt),
            revokedAt === null ? '' : words.states.revoked,
          ],
          { head: words.clientColumns, fit: { column: 1, by: 'shortening' } },
        )
      }),
    )
    .addHelpText('after', examples('usage-audit tokens clients list', 'usage-audit tokens clients list --json'))

interface AddFlags {
  readonly out: string
  readonly role: ApiRole
  readonly scopes: string
}

const addCommand = (cli: Cli) =>
  new Command('add')
    .description('add a program, and write its id and secret to a file')
    .argument('<name>', 'what it is')
    .requiredOption('--out <file>', 'where to write them; must not exist yet')
    .addOption(new Option('--role <role>', 'what it may at most').choices(apiRoles).default('manager'))
    .option('--scopes <scopes>', '"read", or "read write" for one that changes things', 'read')
    .action((typed: string, { out, role, scopes: asked }: AddFlags) =>
      withServerSide(cli, async (server) => {
        refuseDemo(server)
        const name = toPlainText(typed, 100)
        if (name === '') throw new AppError('usage', 'a program needs a name that people can read', { at: 'name' })
        const scopes = parseScopes(asked, ['read', 'write'])
        if (!scopes?.length) throw new AppError('usage', `"${asked}" is not "read" or "read write"`, { at: '--scopes' })
        const write = createSecretFile(out)
        const secret = newSecret()
        const given = { orgId: personalOrg, name, role, scopes, secret, createdBy: localActor().actor }
        const { id } = await createApiClient(server.store, { ...given, now: cli.now() })
        const file = { client_id: id, client_secret: secret, token_path: tokenPath, org: personalOrg }
        write(`${JSON.stringify(file, null, 2)}\n`)
        if (cli.json) return cli.printJson({ id, name, role, scopes, file: out })
        say(cli.stdout, toSafe(tokenWordsOf(server.config.reports.locale).clientAdded(name, out, tokenPath)))
      }),
    )
    .addHelpText(
      'after',
      examples(
        'usage-audit tokens clients add nightly --out nightly.json',
        'usage-audit tokens clients add sync --role admin --scopes "read write" --out sync.json',
      ),
    )

const revokeCommand = (cli: Cli) =>
  new Command('revoke')
    .description('end a program: it gets no token from now on, and those it has open nothing here')
    .argument('<id>', 'as `tokens clients list` shows it, or its beginning')
    .action((typed: string) =>
      withServerSide(cli, async ({ store, config }) => {
        const found = (await findApiClients(store, personalOrg)).filter(({ id }) => id.startsWith(typed))
        if (found.length !== 1) throw new AppError('not_found', `there is no one program ${typed}`, { at: 'id' })
        await revokeApiClient(store, personalOrg, found[0]!.id, cli.now())
        if (cli.json) return cli.printJson({ id: found[0]!.id, revoked: true })
        cli.write(toSafe(tokenWordsOf(config.reports.locale).clientRevoked(found[0]!.name)))
      }),
    )
    .addHelpText('after', examples('usage-audit tokens clients revoke 5f2c9a1e'))
