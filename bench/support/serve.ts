import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { toNodeHandler } from 'h3'
import { AppError } from '../../src/core/errors.ts'
import { batchLimits } from '../../src/protocol/batches.ts'
import { createApp } from '../../src/server/app.ts'
import { readBody, toJson } from '../../src/server/http/read-body.ts'
import { bearerToken } from '../../src/server/http/route.ts'
import { applyBatch } from '../../src/server/ingest/apply-batch.ts'
import { parseBatch } from '../../src/server/ingest/parse-batch.ts'
import { createLog } from '../../src/server/log.ts'
import { deviceRoutes } from '../../src/server/routes/device.ts'
import { ingestRoutes } from '../../src/server/routes/ingest.ts'
import { findDeviceByToken } from '../../src/server/store/devices.ts'
import { openStore } from '../../src/server/store/open.ts'
import type { Store } from '../../src/server/store/store.ts'
import { ownCpuMs } from './rounds.ts'

/** `routes`: our route without jobs beside it; `bare`: the same work under node:http alone. */
export type ServerKind = 'routes' | 'bare'

/** Serves in this process, which `startServerProcess` started; tells its address, then its CPU time whenever asked. */
export async function serveHere(database: string, kind: ServerKind): Promise<void> {
  const store = await openStore(database)
  const url = await listen(store, kind)
  process.on('message', () => process.send!({ cpuMs: ownCpuMs() }))
  process.on('disconnect', () => process.exit(0))
  process.send!({ url })
}

async function listen(store: Store, kind: ServerKind): Promise<string> {
  const server = createServer(kind === 'bare' ? bareHandler(store) : routeHandler(store))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** A bench sends as fast as it can. */
const rate = { perSecond: 1e9, burst: 1e9 }
const limits = { device: rate, org: rate }

function routeHandler(store: Store): RequestListener {
  const ingest = ingestRoutes(store, { now: Date.now, version: '0.1.0', pace: () => null, onStored: () => {} })
  const routes = [...ingest, ...deviceRoutes(store, Date.now)]
  const hosts = { host: '127.0.0.1', behindProxy: false }
  return toNodeHandler(createApp(store, { hosts, log: createLog('silent'), routes, limits })) as RequestListener
}

function bareHandler(store: Store): RequestListener {
  return async (request, response) => {
    try {
      const caller = await findDeviceByToken(store, bearerToken(request))
      if (!caller) throw new AppError('unauthenticated', 'unknown token')
      const parsed = parseBatch(await toJson(await readBody(request, batchLimits), batchLimits))
      const answer = JSON.stringify(await applyBatch(store, caller, parsed, Date.now()))
      response.writeHead(200, {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(answer),
        'cache-control': 'no-store',
      })
      response.end(answer)
    } catch (error) {
      response.writeHead(500)
      response.end(String(error))
    }
  }
}
