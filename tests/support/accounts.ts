import { vi } from 'vitest'
import type { Role } from '../../src/core/access.ts'
import { secondMs } from '../../src/core/time.ts'
import { createLog } from '../../src/server/log.ts'
import type { RunningServer, ServerOptions } from '../../src/server/server.ts'
import type { Store } from '../../src/server/store/store.ts'
import { enroll, noon } from './records.ts'
import { createKeepingChannel, serve } from './server.ts'
import { createVisitor, type TestVisitor } from './visitor.ts'

export const goodPassword = 'violet harbour kettle fourteen'

/** A server with an owner who signs in by a password, and a clock that only tests move. */
export interface AccountWorld {
  readonly server: RunningServer
  readonly store: Store
  readonly ownerId: string
  readonly owner: TestVisitor
  /** Of the mails, as they left. */
  readonly mails: readonly string[]
  visitor(always?: Readonly<Record<string, string>>): TestVisitor
  /** Waits for the mail after so many, and gives the path of its link. */
  linkOf(mail: number): Promise<string>
  forward(ms: number): void
  /** Somebody joins by an invitation, and is signed in. */
  join(email: string, role: Role, org?: number): Promise<TestVisitor>
}

export async function openAccountWorld(store: Store, given: Partial<ServerOptions> = {}): Promise<AccountWorld> {
  let now = noon
  const channel = createKeepingChannel()
  const { user } = await enroll(store)
  const mail = { channel, from: { name: 'usage-audit', address: 'audit@example.org' }, log: createLog('silent') }
  const server = await serve(store, { now: () => now, mail, ...given })
  const owner = createVisitor(server.url)
  const token = (await server.createSetUpLink())!.split('/').at(-1)
  await owner.call('POST', '/api/v1/set-up', { token, email: 'ana@example.org', password: goodPassword })
  const linkOf = async (mail: number) => {
    await vi.waitFor(
      () => {
        if (channel.kept.length <= mail) throw new Error(`only ${channel.kept.length} mails`)
      },
      { timeout: 15 * secondMs },
    )
    return toLink(channel.kept[mail]!)
  }
  await linkOf(0) // that the address is hers
  return {
    ...{ server, store, owner, linkOf },
    ownerId: user.id,
    mails: channel.kept,
    visitor: (always) => createVisitor(server.url, always),
    forward: (ms) => {
      now += ms
    },
    join: async (email, role, org = 1) => {
      const mail = channel.kept.length
      await owner.call('POST', `/api/v1/orgs/${org}/invitations`, { email, role })
      const token = (await linkOf(mail)).split('/').at(-1)
      const person = createVisitor(server.url)
      const name = email.split('@')[0]!
      await person.call('POST', '/api/v1/invitations/join', {
        ...{ token, name, password: goodPassword, locale: 'en', zone: 'UTC' },
      })
      return person
    },
  }
}

/** The path in a mail's first link. */
function toLink(mail: string): string {
  const whole = mail.replace(/=\r?\n/g, '')
  const [, path] = /https?:\/\/127\.0\.0\.1:\d+(\/[\w-]+\/[\w-]+)/.exec(whole) ?? []
  if (path === undefined) throw new Error(`no link in\n${mail}`)
  return path
}
