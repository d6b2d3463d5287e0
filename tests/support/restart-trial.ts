import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { toDataDir } from '../../src/cli/data-dir.ts'
import { findFreePort, untilAnswers } from './installation.ts'
import { cleanEnvironment, newFolder, runProgram, startProgram } from './program.ts'
import { createUploader } from './uploaders.ts'

const uploaderCount = 4

/** A real server that is asked to end and started again while computers upload: what it acknowledged, it has. */
export const describeRestarts = (restarts: number) =>
  it(`${restarts} restarts under load lose nothing that was acknowledged, and each ends with 0`, async () => {
    const folder = newFolder()
    const port = await findFreePort()
    const env = cleanEnvironment({ USAGE_AUDIT_SERVER__PORT: String(port), USAGE_AUDIT_LOG__LEVEL: 'warn' })
    const url = `http://127.0.0.1:${port}`
    const tokens = await addDevices(folder, env)
    const uploaders = tokens.map((token) => createUploader(url, token))
    let running = true
    const statuses: Record<number, number> = {}
    const loads = uploaders.map(async (uploader) => {
      while (running) {
        const { status } = await uploader.send()
        statuses[status] = (statuses[status] ?? 0) + 1
        if (status !== 200) await sleep(10)
      }
    })
    let longestStopMs = 0
    let server = await start(folder, env, url)
    try {
      for (let i = 0; i < restarts; i++) {
        await sleep(100 + (i % 5) * 40)
        const stopped = performance.now()
        server.child.kill('SIGTERM')
        const [code, signal] = await once(server.child, 'exit')
        longestStopMs = Math.max(longestStopMs, performance.now() - stopped)
        expect([code, signal], server.said()).toEqual([0, null])
        server = await start(folder, env, url)
      }
    } finally {
      running = false
      await Promise.all(loads)
      server.child.kill('SIGTERM')
      await once(server.child, 'exit')
      for (const uploader of uploaders) await uploader.close()
    }
    const acknowledged = uploaders.reduce((sum, uploader) => sum + uploader.acknowledged(), 0)
    const stored = readStored(toDataDir(folder).serverDatabase)
    console.log(
      `${restarts} restarts: ${acknowledged} rows acknowledged, ${stored.rows} stored, longest stop ${Math.round(longestStopMs)} ms; answers ${JSON.stringify(statuses)}`,
    )
    for (const uploader of uploaders)
      expect(stored.ofStream.get(uploader.stream) ?? 0).toBeGreaterThanOrEqual(uploader.acknowledged())
    expect(acknowledged).toBeGreaterThan(restarts * 60)
    expect(Object.keys(statuses).filter((status) => Number(status) >= 500 && status !== '503')).toEqual([])
    expect(stored.check).toBe('ok')
  }, 900_000)

async function addDevices(folder: string, env: NodeJS.ProcessEnv): Promise<string[]> {
  const tokens: string[] = []
  for (let i = 0; i < uploaderCount; i++) {
    const file = join(newFolder(), 'token')
    const { exit, err } = await runProgram(
      ['devices', 'add', `pc-${i}`, '--token-out', file, '--data-dir', folder],
      env,
    )
    expect(exit, err).toBe(0)
    tokens.push(readFileSync(file, 'utf8').trim())
  }
  return tokens
}

async function start(
  folder: string,
  env: NodeJS.ProcessEnv,
  url: string,
): Promise<{ child: ChildProcess; said(): string }> {
  const child = startProgram(['serve', '--data-dir', folder], env)
  let said = ''
  child.stderr?.on('data', (chunk) => {
    said += chunk
  })
  await untilAnswers(`${url}/readyz`)
  return { child, said: () => said }
}

function readStored(file: string) {
  const db = new Database(file, { readonly: true })
  const rows = db
    .prepare<[], { uuid: string; n: number }>(
      'select uuid, count(*) as n from process_hours h join streams s on s.org_id = h.org_id and s.id = h.stream_id group by uuid',
    )
    .all()
  const check = db.pragma('quick_check', { simple: true })
  db.close()
  return {
    rows: rows.reduce((sum, { n }) => sum + n, 0),
    ofStream: new Map(rows.map(({ uuid, n }) => [uuid, n])),
    check,
  }
}
