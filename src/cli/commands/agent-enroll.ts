import { hostname, userInfo } from 'node:os'
import { Command } from 'commander'
import { askWhoseToken } from '../../agent/enroll.ts'
import { enrollByCode } from '../../agent/enroll-by-code.ts'
import { fetchPinnedAuthority } from '../../agent/pinned-authority.ts'
import { forgetPolicy } from '../../agent/policy/held.ts'
import { AppError } from '../../core/errors.ts'
import { parsePin } from '../../core/pins.ts'
import { fleetTokenPrefix } from '../../protocol/enrolment.ts'
import type { Cli } from '../cli.ts'
import { writeCredentials } from '../credentials.ts'
import { examples } from '../help.ts'
import { toSafe } from '../output.ts'
import { say } from '../say.ts'
import { readTokenFile, type TokenFile } from '../token-file.ts'
import { readTrust } from '../trust.ts'
import { type EnrolWords, enrolWordsOf } from '../words/enrol-words.ts'

interface EnrollFlags {
  readonly tokenFile?: string
  readonly server?: string
  readonly pin?: string
}

/** `usage-audit agent enroll`: makes this computer a device of a server. */
export const enrollCommand = (cli: Cli): Command =>
  new Command('enroll')
    .description('make this computer a device of a server: somebody signed in there lets it in, or a token file does')
    .option('--token-file <file>', "a file with a token of that server's `devices add` or `tokens add`")
    .option('--server <url>', 'address of the server; default: what the file says, then the setting agent.server')
    .option('--pin <fingerprint>', 'sha256:… of the authority of a self-signed server; default: what the file says')
    .action((flags: EnrollFlags) => enroll(cli, flags))
    .addHelpText(
      'after',
      examples(
        'usage-audit agent enroll --server https://audit.example.org',
        'usage-audit agent enroll --server https://audit.example.org --token-file laptop.token',
        'usage-audit agent enroll --server https://10.0.0.5:8787 --token-file laptop.token --pin sha256:1f2e…',
      ),
    )

async function enroll(cli: Cli, flags: EnrollFlags): Promise<void> {
  const file = flags.tokenFile === undefined ? undefined : readTokenFile(flags.tokenFile)
  const flag = flags.server === undefined ? '--token-file' : '--server'
  const { agent, reports } = await cli.config([{ flag, key: 'agent.server', value: flags.server ?? file?.server }])
  const { server } = agent
  const words = enrolWordsOf(reports.locale)
  const pinned = await fetchPinned(server, flags, file)
  const trust = readTrust(pinned, agent.ca)
  const token = await getToken(cli, words, { server, given: file?.token, trust })
  const device = await askWhoseToken(server, token, trust)
  const issuedAt = cli.now()
  writeCredentials(cli.dataDir().credentials, { server, token, issuedAt, ...(pinned !== undefined && { ca: pinned }) })
  forgetPolicy(cli.dataDir().journal)
  if (cli.json) return cli.printJson({ server, ...device })
  cli.write(toSafe(words.enrolled(device.name, device.person, server)))
}

interface Asked {
  readonly server: string
  readonly given: string | undefined
  readonly trust: string | undefined
}

/** A device's own token is in the file; with a fleet token, or without any, the server is asked to let this computer in. */
async function getToken(cli: Cli, words: EnrolWords, { server, given, trust }: Asked): Promise<string> {
  if (given !== undefined && !given.startsWith(fleetTokenPrefix)) return given
  const signal = cli.stopping()
  const computer = {
    hostName: hostname(),
    account: userInfo().username,
    platform: `${process.platform}-${process.arch}`,
  }
  return enrollByCode({
    ...{ server, ca: trust, computer, signal, fleetToken: given },
    onCode: ({ user_code, verification_uri, verification_uri_complete }) =>
      say(
        cli.stderr,
        `${words.goTo(toSafe(verification_uri), toSafe(user_code))}\n${toSafe(verification_uri_complete)}`,
      ),
  }).catch((error) => {
    if (signal.aborted) throw new AppError('unavailable', words.ended)
    throw error
  })
}

async function fetchPinned(
  server: string,
  flags: EnrollFlags,
  file: TokenFile | undefined,
): Promise<string | undefined> {
  const given = flags.pin ?? file?.pin
  if (given === undefined) return undefined
  const at = flags.pin === undefined ? '--token-file' : '--pin'
  const pin = parsePin(given)
  if (pin === undefined)
    throw new AppError(
      'usage',
      `"${given}" is no pin: it is sha256: and 64 hexadecimal digits, as \`serve\` prints it`,
      { at },
    )
  if (!server.startsWith('https:'))
    throw new AppError('usage', `a pin is for an https:// address, and ${server} is none`, { at })
  return fetchPinnedAuthority(server, pin)
}
