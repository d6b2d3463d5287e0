import { existsSync } from 'node:fs'
import { isShortOfRoom } from '../../agent/journal/ballast.ts'
import { checkJournal, readSqliteVersion } from '../../agent/journal/check.ts'
import { findHolder } from '../../agent/lock.ts'
import { isPaused, readPause } from '../../agent/pause.ts'
import type { ProcessSource } from '../../agent/processes/source.ts'
import { findService, findServiceKind } from '../../agent/service/manage.ts'
import { createAgentIdentify, openProcessSource } from '../app-side.ts'
import type { Cli } from '../cli.ts'
import type { Config } from '../config-shape.ts'
import { findUntold, readNotice } from '../notice.ts'
import { readPolicyStatus } from '../policy-state.ts'
import { isOutsideHours } from '../privacy-side.ts'
import { toServiceAccount } from '../service-side.ts'
import type { Case, Rest } from './cases.ts'
import {
  evaluateAgent,
  evaluateJournal,
  evaluateNotice,
  evaluatePolicy,
  evaluateProcesses,
  evaluateService,
} from './evaluate.ts'
import { probeDesktop } from './probe-desktop.ts'

/** Everything that stands on the native module: it is the first thing tried, for without it the rest says nothing. */
export async function probeAgentSide(cli: Cli, config: Config): Promise<Case[]> {
  const { journal } = cli.dataPaths()
  const sqlite = readSqliteVersion()
  const source = await openProcessSource(config, createAgentIdentify(cli, config))
  const health = checkJournal(journal)
  const pid = findRecorder(journal)
  const { lastAt, state } = health.kind === 'fine' ? health : { lastAt: null, state: {} }
  const sampleMs = Math.max(config.agent.sampleMs, state.pace?.sampleMs ?? 0)
  return [
    { code: 'native_fine', node: process.versions.node, sqlite },
    evaluateJournal(journal, health),
    evaluateAgent(pid, lastAt, { now: cli.now(), sampleMs, rest: findRest(cli, config) }),
    probeNotice(cli, config),
    evaluatePolicy(readPolicyStatus(cli)),
    probeService(cli, pid !== undefined),
    await probeProcesses(source),
    await probeDesktop(cli, config, source),
  ]
}

/** Why an agent would record nothing now, as it should: `agent status` tells the same. */
function findRest(cli: Cli, config: Config): Rest | undefined {
  const { journal } = cli.dataPaths()
  if (isPaused(readPause(journal), cli.now())) return 'paused'
  if (readPolicyStatus(cli)?.paused) return 'org_paused'
  if (isOutsideHours(cli, config)) return 'outside_hours'
  return existsSync(journal) && isShortOfRoom(journal) ? 'disk_full' : undefined
}

/** Where the lock cannot even be opened nobody holds it; that the folder is not writable is told elsewhere. */
function findRecorder(journal: string): number | undefined {
  try {
    return findHolder(journal)
  } catch {
    return undefined
  }
}

async function probeProcesses(source: ProcessSource): Promise<Case> {
  const started = performance.now()
  try {
    const { length } = await source.sample()
    return evaluateProcesses(source.name, { count: length, ms: Math.round(performance.now() - started) })
  } catch (error) {
    return evaluateProcesses(source.name, { reason: (error as Error).message })
  }
}

function probeNotice(cli: Cli, config: Config): Case {
  const told = readNotice(cli)
  return evaluateNotice(told, findUntold(config, told))
}

function probeService(cli: Cli, recording: boolean): Case {
  const kind = findServiceKind(process.platform)
  if (!kind) return { code: 'service_absent', system: process.platform }
  const installed = findService(kind, toServiceAccount(cli))
  const [node, script] = installed?.argv ?? []
  const missing = [node, script].filter((path) => path !== undefined && !existsSync(path)) as string[]
  const { title: system, look } = kind
  return evaluateService({ system, look, file: installed?.file, argv: installed?.argv, missing, recording })
}
