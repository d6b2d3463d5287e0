import { parentPort, workerData } from 'node:worker_threads'
import { openAgain } from '../../store/open.ts'
import type { OpenAgain, Store } from '../../store/store.ts'
import { doJob, type JobName } from '../long-jobs.ts'
import { type Answer, fromSent, type Order, toSent } from './wire.ts'

/*
 * The thread of the jobs: an entry of its own, started by `start-worker.ts`. It opens the store once more, does what it is
 * asked, and ends when it is told to.
 */

const port = parentPort!
const underWay = new Map<number, { readonly stop: AbortController; readonly done: Promise<void> }>()
let store: Promise<Store> | undefined

/** A database that cannot be opened now may be opened for the next job. */
function open(): Promise<Store> {
  store ??= openAgain(workerData as OpenAgain).catch((error) => {
    store = undefined
    throw error
  })
  return store
}

async function answer(id: number, name: string, input: unknown, signal: AbortSignal): Promise<void> {
  const say = (said: Answer) => port.postMessage(said)
  try {
    say({ id, output: toSent(await doJob(name as JobName, await open(), fromSent(input), signal)) })
  } catch (error) {
    say({ id, error: toSent(error) })
  }
  underWay.delete(id)
}

async function end(): Promise<void> {
  for (const { stop } of underWay.values()) stop.abort()
  await Promise.all([...underWay.values()].map(({ done }) => done))
  await (await store)?.close()
  port.close()
}

port.on('message', (order: Order) => {
  if (order.kind === 'end') void end()
  else if (order.kind === 'stop') underWay.get(order.id)?.stop.abort()
  else {
    const stop = new AbortController()
    underWay.set(order.id, { stop, done: answer(order.id, order.name, order.input, stop.signal) })
  }
})
