import { dirname, join } from 'node:path'
import { type Journal, openJournal } from '../../src/agent/journal/journal.ts'
import { createPolicyFollower } from '../../src/agent/policy/follow.ts'
import { createUploader, type Uploader } from '../../src/agent/uploader.ts'
import { hourMs, minuteMs } from '../../src/core/time.ts'
import { newFolder } from './program.ts'

/** An agent without a desktop: a journal that tests write, and its way to a server. */
export interface JournalAgent {
  readonly journal: Journal
  readonly uploader: Uploader
  readonly file: string
  readonly folder: string
  end(): Promise<void>
}

export function openJournalAgent(server: string, token: string, now: () => number): JournalAgent {
  const file = join(newFolder(), 'agent', 'journal.db')
  const journal = openJournal(file, now())
  const follower = createPolicyFollower({ journal, file, server, token: () => token, now })
  const sender = { version: '1.2.3', platform: 'test' }
  const own = { journal, server, token: () => token, sender, follower, uploadMs: minuteMs, random: () => 0 }
  const uploader = createUploader({ ...own, now })
  const end = async () => {
    await uploader.stop()
    journal.close()
  }
  return { journal, uploader, file, folder: dirname(file), end }
}

const clock = { zone: 'UTC', offsetMs: 0, watched: ['window' as const, 'input' as const] }

/** An hour in which one app ran and was in front, with a title. */
export const recordHour = (
  { journal }: JournalAgent,
  hour: number,
  app: { readonly key: string; readonly name: string },
  title: string,
) =>
  journal.write({
    hours: [{ app, hour, runningMs: hourMs, cpuMs: 5, launches: 1, memoryKiBSeconds: 9, memoryKiB: 9 }],
    recorded: [{ start: hour, end: hour + hourMs, clock }],
    gaps: [],
    spans: [{ source: 'window', app, start: hour, end: hour + hourMs, detail: { title } }],
  })
