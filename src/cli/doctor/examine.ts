import type { Cli } from '../cli.ts'
import type { Config } from '../config-shape.ts'
import { type Case, checkOf, checks } from './cases.ts'
import { evaluateZone } from './evaluate.ts'
import { probeBuses } from './probe-buses.ts'
import { probeCertificate } from './probe-certificate.ts'
import { probeDisk, probeFolder } from './probe-disk.ts'
import { probeExtension } from './probe-extension.ts'
import { probeMail, probePort, probeServer } from './probe-network.ts'

/** Looks at everything; the answers in the order of `checks`. Changes nothing on this computer, sends no mail. */
export async function examine(cli: Cli, config: Config): Promise<Case[]> {
  const folders = cli.dataPaths()
  const found = await Promise.all([
    probeNative(cli, config),
    [probeFolder(folders), probeDisk(folders), probeZone(cli)],
    probeBuses(cli, config),
    probeExtension(cli),
    probeServer(cli, config),
    probePort(cli, config),
    probeMail(config),
    probeCertificate(cli, config),
  ])
  return found.flat().sort((a, b) => checks.indexOf(checkOf(a.code)) - checks.indexOf(checkOf(b.code)))
}

/** Loaded only here: where the native module cannot be, this very import may fail. */
async function probeNative(cli: Cli, config: Config): Promise<Case[]> {
  try {
    const { probeAgentSide } = await import('./probe-agent.ts')
    return await probeAgentSide(cli, config)
  } catch (error) {
    const { message } = error as Error
    return [{ code: 'native_broken', node: process.versions.node, reason: message.split('\n')[0]! }]
  }
}

const probeZone = ({ env }: Cli): Case =>
  evaluateZone({
    zone: new Intl.DateTimeFormat().resolvedOptions().timeZone,
    given: env.TZ,
    data: process.versions.tz ?? '?',
  })
