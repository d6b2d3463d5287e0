import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'
import { type Agent, type AgentOptions, startAgent } from '../agent/agent.ts'
import { readClocks } from '../agent/clocks.ts'
import { createBallast, makeRoomToOpen } from '../agent/journal/ballast.ts'
import { isDiskFull } from '../agent/journal/disk.ts'
import { type Journal, openJournal } from '../agent/journal/journal.ts'
import type { SetAside } from '../agent/journal/quarantine.ts'
import type { Lock } from '../agent/lock.ts'
import { readPause } from '../agent/pause.ts'
import { createIdentify, type Identify, type WindowClasses } from '../agent/processes/identify.ts'
import { createPortableSource } from '../agent/processes/portable.ts'
import { createProcSource } from '../agent/processes/proc.ts'
import type { ProcessSource } from '../agent/processes/source.ts'
import { createStandstill, type StandstillReason } from '../agent/standstill.ts'
import { createUpkeep } from '../agent/upkeep.ts'
import { createUploader, type Uploader, type UploaderOptions } from '../agent/uploader.ts'
import { createZoneReader } from '../agent/zone.ts'
import { AppError } from '../core/errors.ts'
import { needsTitles } from '../core/privacy.ts'
import type { Cli } from './cli.ts'
import type { Config } from './config.ts'
import type { Credentials } from './credentials.ts'
import { choosePresence, type WindowApps } from './presence.ts'
import { toPrivacy, toWorkingHours } from './privacy-side.ts'
import { wordsOf } from './words.ts'

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
  const { journal: file } = cli.dataDir()
  const say = tell(cli, side.config)
  const ballast = createBallast(file)
  const journal = openJournalIn(file, cli.now(), say.setAside)
  const { journalCapBytes: capBytes } = side.config.agent
  const uploader = side.credentials && createAgentUploader(cli, side, journal, side.credentials)
  const identify = createAgentIdentify(cli)
  const source = openProcessSource(side.config, identify)
  const agent = await startAgent({
    journal,
    source,
    sampleMs: side.sampleMs,
    openPresence: await choosePresence(
      cli,
      side.config,
      toWindowApps(source, identify),
      needsTitles(side.config.privacy),
    ),
    privacy: toPrivacy(cli, side.config, file),
    uploader,
    standstill: createStandstill({
      journal,
      ballast,
      readPause: () => readPause(file),
      workingHours: toWorkingHours(cli, side.config),
      onChange: say.standstill,
    }),
    upkeep: createUpkeep({ journal, ballast, capBytes }),
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

function openJournalIn(file: string, now: number, onSetAside: (aside: SetAside) => void): Journal {
  makeRoomToOpen(file)
  try {
    return openJournal(file, now, onSetAside)
  } catch (error) {
    if (!isDiskFull(error)) throw error
    const message = `the disk that holds ${file} is full, and nothing can be recorded: make room, then start again`
    throw new AppError('io', message, { cause: error })
  }
}

/** What a person at the terminal, or the log of a service, is told of the journal. */
function tell({ stderr, now }: Cli, { reports: { locale } }: Config) {
  const words = wordsOf(locale).recording
  const say = (text: string) => stderr.write(`${new Date(now()).toISOString()} ${text}\n`)
  return {
    setAside: (aside: SetAside) => say(words.setAside(aside)),
    standstill: (reason: StandstillReason | undefined, error?: unknown) =>
      say(words.standstill({ reason, why: error instanceof Error ? error.message : '' })),
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

export const toWindowApps = (source: ProcessSource, { ofWindowClass }: WindowClasses): WindowApps => ({
  appOf: source.appOf,
  appOfClass: ofWindowClass,
  runningApps: source.runningApps,
})

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
