import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { createServer as createHttpServer, type RequestListener } from 'node:http'
import { type AddressInfo, createServer, type Server } from 'node:net'
import { join } from 'node:path'
import { expect, onTestFinished } from 'vitest'
import { openJournal } from '../../src/agent/journal/journal.ts'
import type { Case, Check, State } from '../../src/cli/doctor/cases.ts'
import { hourMs, secondMs } from '../../src/core/time.ts'
import { cleanEnvironment, newFolder, runProgram } from './program.ts'

/** One finding of `doctor --json`. */
export interface Finding {
  readonly check: Check
  readonly state: State
  readonly code: Case['code']
  readonly message: string
  readonly fix: string | null
  readonly values: Record<string, unknown>
}

/** Runs the real program and returns what it found, by check. */
export async function examine(dataDir: string, more: Record<string, string> = {}) {
  const env = cleanEnvironment({ USAGE_AUDIT_SERVER__PORT: '0', DISPLAY: '', WAYLAND_DISPLAY: '', ...more })
  const { exit, out, err } = await runProgram(['doctor', '--json', '--data-dir', dataDir], env)
  const { ok, findings } = JSON.parse(out) as { ok: boolean; findings: Finding[] }
  const wrong = findings.filter(({ state }) => state === 'wrong')
  // A fault without a way out is no help, whatever it is.
  for (const { code, fix } of wrong) expect({ code, fix }).toEqual({ code, fix: expect.stringMatching(/.{10}/) })
  expect({ ok, exit }).toEqual(wrong.length === 0 ? { ok: true, exit: 0 } : { ok: false, exit: 69 })
  if (!ok) expect(JSON.parse(err).error.message).toMatch(/ of \d+ checks found a fault$/)
  return new Map(findings.map((finding) => [finding.check, finding]))
}

/** Each check with the code of what was found. */
export const codesOf = (found: ReadonlyMap<Check, Finding>) =>
  Object.fromEntries([...found].map(([check, { code }]) => [check, code]))

/** A data folder in which an agent recorded for an hour, `agoMs` ago. */
export function recorded(agoMs: number) {
  const dataDir = newFolder()
  const file = join(dataDir, 'agent/journal.db')
  const end = Date.now() - agoMs
  const journal = openJournal(file, end - hourMs)
  const clock = { zone: 'UTC', offsetMs: 0 }
  journal.write({ hours: [], recorded: [{ start: end - hourMs, end, clock }], gaps: [] })
  journal.close()
  return { dataDir, file }
}

/** The same, enrolled with a server. */
export function enrolled(server: string, token = 'a token that no server knows') {
  const { dataDir } = recorded(secondMs)
  writeFileSync(join(dataDir, 'agent/credentials.json'), JSON.stringify({ server, token }), { mode: 0o600 })
  return dataDir
}

/** Listens on a free port until the test ends. */
export async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.close()
  })
  return (server.address() as AddressInfo).port
}
/** The address of an HTTP server that answers so until the test ends. */
export const listenHttp = async (answer: RequestListener) =>
  `http://127.0.0.1:${await listen(createHttpServer(answer))}`

/** A port on which nobody listens. */
export async function freePort(): Promise<number> {
  const server = createServer()
  const port = await listen(server)
  server.close()
  await once(server, 'close')
  return port
}
