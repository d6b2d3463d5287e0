import { mkdir, open, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Channel, Mail } from './channel.ts'

const kebabCase = (text: string) =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')

/** `2026-10-monthly-report-<mail id>.eml`: one mail, one file, however often it is written. */
export const outboxFileName = ({
  period,
  about = 'monthly report',
  id,
}: Pick<Mail, 'period' | 'about' | 'id'>): string => `${kebabCase(`${period} ${about} ${id}`).slice(0, 200)}.eml`

/**
 * The channel of whoever has set up none: each mail becomes an `.eml` file that any mail program opens. Only its owner can
 * read it, and it is whole on the disk before it is `sent`; the outcome's detail is its path.
 */
export const createOutbox = (folder: string): Channel => ({
  name: 'outbox',
  async send(mail) {
    const path = join(folder, outboxFileName(mail))
    try {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      await writeWhole(path, mail.bytes)
      await syncFolder(folder)
      return { kind: 'sent', detail: path }
    } catch (error) {
      return {
        kind: 'later',
        detail: `Cannot write ${path}: ${error instanceof Error ? error.message : String(error)}`,
      }
    }
  },
})

async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  const temporary = `${path}.${process.pid}.tmp`
  try {
    const file = await open(temporary, 'w', 0o600)
    try {
      await file.writeFile(bytes)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(temporary, path)
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
}

/** Makes the new name itself durable; Windows cannot, and need not, open a folder for it. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
