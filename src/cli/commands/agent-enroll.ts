import { readFileSync } from 'node:fs'
import { hostname, userInfo } from 'node:os'
import { Command } from 'commander'
import { askWhoseToken } from '../../agent/enroll.ts'
import { enrollByCode } from '../../agent/enroll-by-code.ts'
import { AppError } from '../../core/errors.ts'
import { fleetTokenPrefix } from '../../protocol/enrolment.ts'
import type { Cli } from '../cli.ts'
import { writeCredentials } from '../credentials.ts'
import { examples } from '../help.ts'
import { toSafe } from '../output.ts'
import { enrolWordsOf } from '../words/enrol-words.ts'

/** `usage-audit agent enroll`: this computer becomes a device of a server. */
export const enrollCommand = (cli: Cli): Command =>
  new Command('enroll')
    .description('make this computer a device of a server: somebody signed in there lets it in, or a token file does')
    .option('--token-file <file>', "a file with a token of that server's `devices add` or `tokens add`")
    .option('--server <url>', 'address of the server; default: the setting agent.server')
    .action(async (flags: { readonly tokenFile?: string; readonly server?: string }) => {
      const { agent, reports } = await cli.config([{ flag: '--server', key: 'agent.server', value: flags.server }])
      const words = enrolWordsOf(reports.locale)
      const token = await getToken(cli, agent.server, flags.tokenFile, words)
      const device = await askWhoseToken(agent.server, token)
      writeCredentials(cli.dataDir().credentials, { server: agent.server, token, issuedAt: cli.now() })
      if (cli.json) return cli.printJson({ server: agent.server, ...device })
      cli.write(toSafe(words.enrolled(device.name, device.person, agent.server)))
    })
    .addHelpText(
      'after',
      examples(
        'usage-audit agent enroll --server https://audit.example.org',
        'usage-audit agent enroll --server https://audit.example.org --token-file laptop.token',
      ),
    )

/** A device's own token is in the file; with a fleet token, or without any, the server is asked to let this computer in. */
async function getToken(
  cli: Cli,
  server: string,
  tokenFile: string | undefined,
  words: ReturnType<typeof enrolWordsOf>,
): Promise<string> {
  const given = tokenFile === undefined ? undefined : readToken(tokenFile)
  if (given !== undefined && !given.startsWith(fleetTokenPrefix)) return given
  const signal = cli.stopping()
  const computer = {
    hostName: hostname(),
    account: userInfo().username,
    platform: `${process.platform}-${process.arch}`,
  }
  return enrollByCode({
    ...{ server, computer, signal, fleetToken: given },
    onCode: ({ user_code, verification_uri, verification_uri_complete }) =>
      cli.stderr.write(`${toSafe(words.goTo(verification_uri, user_code))}\n${toSafe(verification_uri_complete)}\n`),
  }).catch((error) => {
    if (signal.aborted) throw new AppError('unavailable', words.ended)
    throw error
  })
}

function readToken(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch (cause) {
    throw new AppError('invalid', `cannot read the token file ${file}: ${(cause as Error).message}`, {
      cause,
      at: '--token-file',
    })
  }
}
