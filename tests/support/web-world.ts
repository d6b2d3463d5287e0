import type { DemoQuestion } from '../../src/core/demo/people.ts'
import { fillStore } from '../../src/server/demo/fill-store.ts'
import { ensureOwner, findOwner, personalOrg } from '../../src/server/store/people.ts'
import { openSqlite } from '../../src/server/store/sqlite.ts'
import { noon } from './records.ts'
import { serve } from './server.ts'

/** A server for the web's tests, whose clock stands at noon. */
export interface WebWorld {
  readonly url: string
  /** The link by which its owner comes in, once. */
  createLink(): Promise<string>
  close(): Promise<void>
}

const question: DemoQuestion = {
  ...{ seed: 42, from: '2026-09-20', devices: 5, now: noon, locale: 'en', zone: 'America/Sao_Paulo' },
}

/** A store with made-up people, or one with an owner and nothing else. */
export async function openWebWorld(what: 'demo' | 'empty'): Promise<WebWorld> {
  const store = await openSqlite(':memory:')
  if (what === 'demo') await fillStore(store, question)
  else await ensureOwner(store, { name: 'Ana', email: 'ana@example.org', locale: 'en', zone: 'UTC' }, noon)
  const owner = (await findOwner(store, personalOrg))!
  const server = await serve(store)
  return {
    url: server.url,
    createLink: () => server.createSignInLink(owner.id),
    close: async () => {
      await server.stop()
      await store.close()
    },
  }
}
