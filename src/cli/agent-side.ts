import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'
import { type Agent, type AgentOptions, startAgent } from '../agent/agent.ts'
import { readClocks } from '../agent/clocks.ts'
import { openJournal } from '../agent/journal/journal.ts'
import type { Lock } from '../agent/lock.ts'
import { createIdentify, type Identify } from '../agent/processes/identify.ts'
import { createPortableSource } from '../agent/processes/portable.ts'
import { createProcSource } from '../agent/processes/proc.ts'
import type { ProcessSource } from '../agent/processes/source.ts'
import { createUploader, type Uploader, type UploaderOptions } from '../agent/uploader.ts'
import { createZoneReader } from '../agent/zone.ts'
import type { Cli } from './cli.ts'
import type { Config } from './config.ts'
import type { Credentials } from './credentials.ts'
import { choosePresence } from './presence.ts'

export interface AgentSide {
  /** Held as long as the agent records: it alone writes the journal. */
  readonly lock: Lock
  readonly config: Config
  readonly credentials: Credentials | undefined
  readonly sampleMs: number
  readonly uploadMs: number
  readonly onTick?: NonNullable<AgentOptions['onTick']>
  readonly onRound?: NonNullable<UploaderOptions['onRound']>
}

export interface RunningAgent {
  readonly agent: Agent
  readonly uploader: Uploader | undefined
  stop(uploadMs: number): Promise<void>
}

/** Starts recording into this computer's journal, and uploading if the agent is enrolled. */
export async function runAgent(cli: Cli, side: AgentSide): Promise<RunningAgent> {
  const journal = openJournal(cli.dataDir().journal, cli.now())
  const uploader = side.credentials && createAgentUploader(cli, side, journal, side.credentials)
  const identify = createAgentIdentify(cli)
  const source = openProcessSource(side.config, identify)
  const agent = await startAgent({
    journal,
    source,
    sampleMs: side.sampleMs,
    openPresence: await choosePresence(cli, side.config, { appOf: source.appOf, appOfClass: identify.ofWindowClass }),
    uploader,
    zone: createZoneReader(cli.env.TZ),
    readClocks,
    onError: (error) => cli.stderr.write(`usage-audit: a sample was missed: ${(error as Error).message}\n`),
    ...(side.onTick && { onTick: side.onTick }),
  })
  return {
    agent,
    uploader,
    stop: async (uploadMs) => {
      await agent.stop(uploadMs)
      side.lock.release()
    },
  }
}

const createAgentUploader = (
  cli: Cli,
  side: AgentSide,
  journal: UploaderOptions['journal'],
  { server, token }: Credentials,
) =>
  createUploader({
    journal,
    server,
    token,
    sender: { version: cli.version, platform: `${process.platform}-${process.arch}` },
    uploadMs: side.uploadMs,
    now: cli.now,
    random: Math.random,
    ...(side.onRound && { onRound: side.onRound }),
  })

/** `/proc` where there is one, ps-list and pidusage elsewhere and on demand. */
export function openProcessSource({ agent }: Config, identify: Identify): ProcessSource {
  const proc = agent.processes === 'proc' || (agent.processes === 'auto' && process.platform === 'linux')
  const options = { accounts: agent.accounts, identify }
  return proc ? createProcSource(options) : createPortableSource(options)
}

export function createAgentIdentify({ env }: Cli) {
  const home = homedir()
  const dataHome = env.XDG_DATA_HOME || join(home, '.local/share')
  const dataDirs = (env.XDG_DATA_DIRS || '/usr/local/share:/usr/share').split(':')
  return createIdentify({
    home,
    ownPid: process.pid,
    dataDirs: [dataHome, ...dataDirs],
    path: (env.PATH ?? '').split(delimiter),
  })
}
