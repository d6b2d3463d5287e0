import { type Agent, type AgentOptions, startAgent } from '../agent/agent.ts'
import { createDeviceToken } from '../agent/device-token.ts'
import { createBallast, makeRoomToOpen } from '../agent/journal/ballast.ts'
import { isDiskFull } from '../agent/journal/disk.ts'
import { type Journal, openJournal } from '../agent/journal/journal.ts'
import type { SetAside } from '../agent/journal/quarantine.ts'
import type { Lock } from '../agent/lock.ts'
import { createManners, readLoad, steadyManners } from '../agent/manners.ts'
import { openClocks } from '../agent/native/clocks.ts'
import { readPause } from '../agent/pause.ts'
import { createPolicyFollower } from '../agent/policy/follow.ts'
import { createPolicyReader, pauseOf } from '../agent/policy/held.ts'
import { readOnBattery } from '../agent/power.ts'
import { reopenForTitles } from '../agent/presence/reopen.ts'
import { createSelfMeter, readOwnUsage, type SelfMeter } from '../agent/self-meter.ts'
import { createStandstill, type StandstillReason } from '../agent/standstill.ts'
import { createUpkeep } from '../agent/upkeep.ts'
import { createUploader, type Uploader, type UploaderOptions } from '../agent/uploader.ts'
import { createZoneReader } from '../agent/zone.ts'
import { AppError } from '../core/errors.ts'
import { needsTitles } from '../core/privacy.ts'
import { createAgentIdentify, openProcessSource, toWindowApps, watchInstalled } from './app-side.ts'
import type { Cli } from './cli.ts'
import type { Config } from './config-shape.ts'
import { type Credentials, writeCredentials } from './credentials.ts'
import { chooseWatchers } from './presence.ts'
import { toPrivacy, toSettings, toWorkingHours } from './privacy-side.ts'
import { readTrust } from './trust.ts'
import { wordsOf } from './words.ts'

export interface AgentSide {
  /** Held as long as the agent records: it alone writes the journal. */
  readonly lock: Lock
  readonly config: Config
  readonly credentials: Credentials | undefined
  readonly sampleMs: number
  readonly uploadMs: number
  /** Somebody waits for what is recorded: sampled at the same pace always. */
  readonly steady?: boolean
  /** A server works in this process too. */
  readonly withServer?: boolean
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
  const zone = createZoneReader(cli.env.TZ)
  const { withServer = false } = side
  let agent: Agent | undefined
  const manners = createAgentManners(side)
  const state = () => ({ presence: agent?.presence ?? null, pace: manners.pace, withServer })
  const meter = createSelfMeter({ journal, zone, readUsage: readOwnUsage, state })
  const uploader = side.credentials && createAgentUploader(cli, side, { journal, meter }, side.credentials)
  const keep = createUpkeep({ journal, ballast, capBytes })
  const identify = createAgentIdentify(cli, side.config)
  const source = await openProcessSource(side.config, identify)
  const settings = toSettings(cli, side.config)
  const watch = (titles: boolean) =>
    chooseWatchers(cli, side.config, toWindowApps(source, identify), { titles, stretch: manners.stretch })
  const desktop = await reopenForTitles(watch, () => needsTitles(settings()))
  const heldPolicy = createPolicyReader(file)
  agent = await startAgent({
    journal,
    source,
    sampleMs: side.sampleMs,
    manners,
    openPresence: desktop?.open,
    privacy: toPrivacy(cli, side.config, file),
    uploader,
    installed: side.config.agent.installed ? watchInstalled(cli, journal, identify) : undefined,
    standstill: createStandstill({
      journal,
      ballast,
      readPause: () => readPause(file),
      readOrgPause: () => pauseOf(heldPolicy()),
      workingHours: toWorkingHours(cli, side.config),
      onChange: say.standstill,
    }),
    upkeep: (now) => {
      keep(now)
      meter.note(now)
    },
    zone,
    readClocks: await openClocks(),
    onError: (error) => cli.stderr.write(`usage-audit: a sample was missed: ${(error as Error).message}\n`),
    onTick: (tick) => {
      desktop?.follow()
      side.onTick?.(tick)
    },
  })
  meter.note(cli.now())
  return {
    agent,
    uploader,
    stop: async (uploadMs) => {
      meter.note(cli.now())
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

function createAgentUploader(
  cli: Cli,
  side: AgentSide,
  { journal, meter }: { readonly journal: Journal; readonly meter: SelfMeter },
  credentials: Credentials,
): Uploader {
  const { server, token, issuedAt } = credentials
  const ca = readTrust(credentials.ca, side.config.agent.ca)
  const save = (renewed: string, at: number) =>
    writeCredentials(cli.dataDir().credentials, { ...credentials, token: renewed, issuedAt: at })
  const current = createDeviceToken({ server, ca, token, issuedAt, save, now: cli.now })
  const follower = createPolicyFollower({
    journal,
    file: cli.dataDir().journal,
    server,
    ca,
    token: current,
    now: cli.now,
  })
  return createUploader({
    journal,
    server,
    ca,
    token: current,
    follower,
    sender: { version: cli.version, platform: `${process.platform}-${process.arch}` },
    uploadMs: side.uploadMs,
    now: cli.now,
    random: Math.random,
    onSent: meter.sent,
    ...(side.onRound && { onRound: side.onRound }),
  })
}

const createAgentManners = ({ steady, sampleMs, config }: AgentSide) =>
  steady || !config.agent.gentle
    ? steadyManners(sampleMs)
    : createManners({ sampleMs, onBattery: readOnBattery, load: readLoad })
