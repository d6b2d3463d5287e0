import { execFileSync } from 'node:child_process'
import { chownSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Ask, inDatabase } from './in-database.ts'
import { findFreePort } from './installation.ts'
import { type OwnPostgres, toServer, toUrl } from './own-postgres.ts'

/** A second PostgreSQL, without which the leader acknowledges no commit. */
export interface Standby {
  readonly port: number
  /** Makes a leader of it, that waits for nobody. */
  promote(): Promise<void>
  stop(): Promise<void>
}

export async function startStandby(leader: OwnPostgres): Promise<Standby> {
  const port = await findFreePort()
  const databaseDir = `${leader.databaseDir}-standby`
  await inDatabase(leader.url, (ask) => copyLeader(ask, leader, databaseDir))
  const server = toServer(databaseDir, port)
  // It says that it is ready only when it is a leader.
  void server.start().catch(() => {})
  await inDatabase(leader.url, async (ask) => {
    await ask("alter system set synchronous_standby_names = '*'")
    await ask('select pg_reload_conf()')
    await until(ask, "exists (select from pg_stat_replication where sync_state = 'sync')")
  })
  return {
    port,
    promote: () =>
      inDatabase(toUrl(port), async (ask) => {
        await ask('select pg_promote()')
        await until(ask, 'not pg_is_in_recovery()')
      }),
    stop: async () => {
      await server.stop()
      rmSync(databaseDir, { recursive: true, force: true })
    },
  }
}

/** As `pg_basebackup` does, which is not everywhere. */
async function copyLeader(ask: Ask, leader: OwnPostgres, databaseDir: string): Promise<void> {
  await ask("select pg_backup_start('standby', fast => true)")
  execFileSync('cp', ['-a', leader.databaseDir, databaseDir])
  const [row] = await ask<{ label: string }>('select labelfile as label from pg_backup_stop(false)')
  rmSync(join(databaseDir, 'postmaster.pid'))
  const way = `host=127.0.0.1 port=${leader.port} user=postgres password=postgres`
  const files = {
    backup_label: row!.label,
    'standby.signal': '',
    'postgresql.auto.conf': `primary_conninfo = '${way}'\n`,
  }
  const { uid, gid } = statSync(databaseDir)
  for (const [name, text] of Object.entries(files)) {
    writeFileSync(join(databaseDir, name), text)
    chownSync(join(databaseDir, name), uid, gid)
  }
}

async function until(ask: Ask, condition: string): Promise<void> {
  for (const deadline = Date.now() + 30_000; Date.now() < deadline; await sleep(20)) {
    const [row] = await ask<{ yes: boolean }>(`select ${condition} as yes`)
    if (row!.yes) return
  }
  throw new Error(`never came true: ${condition}`)
}
