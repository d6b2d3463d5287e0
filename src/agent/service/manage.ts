import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { AppError } from '../../core/errors.ts'
import { secondMs } from '../../core/time.ts'
import { launchd } from './launchd.ts'
import type { Argv, ServiceAccount, ServiceCommand, ServiceKind, Step } from './service.ts'
import { systemd } from './systemd.ts'
import { taskScheduler } from './task-scheduler.ts'

const kinds: Readonly<Partial<Record<NodeJS.Platform, ServiceKind>>> = {
  linux: systemd,
  darwin: launchd,
  win32: taskScheduler,
}

/** Undefined on a system for which none is known. */
export const findServiceKind = (platform: NodeJS.Platform): ServiceKind | undefined => kinds[platform]

/** @throws AppError `unavailable` on a system for which none is known */
export function getServiceKind(platform: NodeJS.Platform): ServiceKind {
  const kind = findServiceKind(platform)
  if (!kind)
    throw new AppError(
      'unavailable',
      `no service is known for ${platform}; start \`usage-audit agent\` at log-in yourself`,
    )
  return kind
}

/** A service that is installed; `argv` is undefined if its file says nothing that can be read. */
export interface InstalledService {
  readonly file: string
  readonly argv: Argv | undefined
}

/** The service of this account; undefined if none is installed. */
export function findService(kind: ServiceKind, account: ServiceAccount): InstalledService | undefined {
  const file = kind.fileOf(account)
  return existsSync(file) ? { file, argv: kind.readArgv(kind.decode(readFileSync(file))) } : undefined
}

/** @throws AppError `unavailable` if this account has no such service */
export function requireService(kind: ServiceKind, account: ServiceAccount): void {
  const refusal = run(kind.probe(account))
  if (refusal !== undefined)
    throw new AppError(
      'unavailable',
      `${kind.title} is not there for this account (${refusal}), so nothing was installed. Let your desktop start \`usage-audit agent\` at log-in, or print the file with \`usage-audit agent install --print\` and put it where ${kind.title} runs.`,
    )
}

/**
 * Writes the service's file and starts it, now and at each log-in; one that is there already is replaced.
 * @throws AppError `unavailable` if a step fails
 * @returns the file
 */
export function installService(kind: ServiceKind, command: ServiceCommand, account: ServiceAccount): string {
  const bytes = kind.encode(kind.render(command, account))
  const file = kind.fileOf(account)
  for (const folder of [dirname(file), dirname(command.logFile)]) mkdirSync(folder, { recursive: true, mode: 0o700 })
  writeFileSync(`${file}.new`, bytes, { mode: 0o600 })
  renameSync(`${file}.new`, file)
  take(kind.install(account), `${file} is written, but`)
  return file
}

/** Stops the service and takes it away. @returns the file, undefined if none was installed */
export function uninstallService(kind: ServiceKind, account: ServiceAccount): string | undefined {
  const file = kind.fileOf(account)
  if (!existsSync(file)) return undefined
  take(kind.uninstall(account), 'the service is still there:')
  rmSync(file)
  take(kind.forget(), '')
  return file
}

function take(steps: readonly Step[], otherwise: string): void {
  for (const { argv, mayFail } of steps) {
    const refusal = run(argv)
    if (refusal !== undefined && !mayFail)
      throw new AppError('unavailable', `${otherwise} \`${argv.join(' ')}\` failed: ${refusal}`)
  }
}

/** Undefined if it succeeded, else the reason in one line. */
function run([program, ...args]: Argv): string | undefined {
  const { status, signal, error, stdout, stderr } = spawnSync(program!, args, {
    encoding: 'utf8',
    timeout: 60 * secondMs,
  })
  if (error) return (error as NodeJS.ErrnoException).code === 'ENOENT' ? `there is no ${program}` : error.message
  if (status === 0) return undefined
  const [said] = `${stderr}\n${stdout}`.trim().split('\n')
  return said || `it ended with ${status ?? signal}`
}
