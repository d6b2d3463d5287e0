import { dayMs } from '../../src/core/time.ts'
import { createLog } from '../../src/server/log.ts'
import type { Channel } from '../../src/server/mail/channel.ts'
import { testMail } from '../../src/server/mail/mail-test.ts'
import type { MailWay } from '../../src/server/routes/mail.ts'
import { type RunningServer, type ServerOptions, startServer } from '../../src/server/server.ts'
import type { Store } from '../../src/server/store/store.ts'
import { newFolder } from './program.ts'
import { noon } from './records.ts'

/** A channel that keeps what it is given. */
export function createKeepingChannel(): Channel & { readonly kept: string[] } {
  const kept: string[] = []
  return {
    name: 'kept',
    kept,
    send: async ({ bytes }) => {
      kept.push(Buffer.from(bytes).toString('utf8'))
      return { kind: 'sent', detail: 'kept' }
    },
  }
}

/** Passwords that cost tests little. */
export const testAccess = { key: Buffer.alloc(32, 7), cost: { memoryKiB: 1_024, passes: 1 } }

/** Mails become files in a folder of their own. */
export const outboxWay = (now: () => number): MailWay => {
  const from = { name: 'usage-audit', address: 'audit@example.org' }
  const options = { smtpUrl: undefined, outbox: newFolder(), from, dkim: undefined, now }
  return {
    ...{ kind: 'outbox', name: 'kept', folder: options.outbox, from: from.address, signed: false, perSecond: null },
    test: (reader) => testMail(options, reader),
  }
}

/** A real server on a free port of this computer. */
export function serve(store: Store, given: Partial<ServerOptions> = {}): Promise<RunningServer> {
  const log = createLog('silent')
  const mail = { channel: createKeepingChannel(), from: { name: 'usage-audit', address: 'audit@example.org' }, log }
  return startServer({
    store,
    log,
    version: '0.1.0',
    http: { port: 0, host: '127.0.0.1', behindProxy: false },
    access: testAccess,
    mailWay: outboxWay(given.now ?? (() => noon)),
    reports: { hour: 8, addressless: null },
    mail,
    retention: { titlesMs: 30 * dayMs, factsMs: 396 * dayMs, daysMs: 1_827 * dayMs, accessMs: 366 * dayMs },
    now: () => noon,
    ...given,
  })
}
