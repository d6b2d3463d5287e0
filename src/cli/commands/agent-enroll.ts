import { Command } from 'commander'
import { askWhoseToken } from '../../agent/enroll.ts'
import { fetchPinnedAuthority } from '../../agent/pinned-authority.ts'
import { AppError } from '../../core/errors.ts'
import { parsePin } from '../../core/pins.ts'
import type { Cli } from '../cli.ts'
import { writeCredentials } from '../credentials.ts'
import { examples } from '../help.ts'
import { toSafe } from '../output.ts'
import { readTokenFile, type TokenFile } from '../token-file.ts'
import { readTrust } from '../trust.ts'

interface EnrollFlags {
  readonly tokenFile: string
  readonly server?: string
  readonly pin?: string
}

/** `usage-audit agent enroll`: makes this computer a device of a server. */
export const enrollCommand = (cli: Cli): Command =>
  new Command('enroll')
    .description("make this computer a device of a server, with a token file from that server's `devices add`")
    .requiredOption('--token-file <file>', 'the file that holds the token')
    .option('--server <url>', 'address of the server; default: what the file says, then the setting agent.server')
    .option('--pin <fingerprint>', 'sha256:… of the authority of a self-signed server; default: what the file says')
    .action((flags: EnrollFlags) => enroll(cli, flags))
    .addHelpText(
      'after',
      examples(
        'usage-audit agent enroll --server https://audit.example.org --token-file laptop.token',
        'usage-audit agent enroll --server https://10.0.0.5:8787 --token-file laptop.token --pin sha256:1f2e…',
      ),
    )

async function enroll(cli: Cli, flags: EnrollFlags): Promise<void> {
  const file = readTokenFile(flags.tokenFile)
  const flag = flags.server === undefined ? '--token-file' : '--server'
  const { agent } = await cli.config([{ flag, key: 'agent.server', value: flags.server ?? file.server }])
  const { server } = agent
  const pinned = await fetchPinned(server, flags, file)
  const device = await askWhoseToken(server, file.token, readTrust(pinned, agent.ca))
  const { token } = file
  writeCredentials(cli.dataDir().credentials, { server, token, ...(pinned !== undefined && { ca: pinned }) })
  if (cli.json) return cli.printJson({ server, ...device })
  const { name, person } = device
  cli.write(toSafe(`This computer is "${name}" of ${person} on ${server}. Start \`usage-audit agent\`.`))
}

async function fetchPinned(server: string, flags: EnrollFlags, file: TokenFile): Promise<string | undefined> {
  const given = flags.pin ?? file.pin
  if (given === undefined) return undefined
  const at = flags.pin === undefined ? '--token-file' : '--pin'
  const pin = parsePin(given)
  if (pin === undefined)
    throw new AppError(
      'usage',
      `"${given}" is no pin: it is sha256: and 64 hexadecimal digits, as \`serve\` prints it`,
      {
        at,
      },
    )
  if (!server.startsWith('https:'))
    throw new AppError('usage', `a pin is for an https:// address, and ${server} is none`, { at })
  return fetchPinnedAuthority(server, pin)
}
