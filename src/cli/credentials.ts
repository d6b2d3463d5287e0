import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import * as z from 'zod'
import { AppError } from '../core/errors.ts'

const schema = z.object({
  server: z.url(),
  token: z.string().min(20),
  /** When it was given out, epoch milliseconds. */
  issuedAt: z.int().optional(),
  /** The authority, in PEM, that a pin named at enrolment: it alone vouches for the server. */
  ca: z.string().optional(),
})

/** What an enrolled agent shows its server. */
export type Credentials = z.output<typeof schema>

/** @throws AppError `io` if the file cannot be read or is damaged; undefined if the agent is not enrolled */
export function readCredentials(file: string): Credentials | undefined {
  if (!existsSync(file)) return undefined
  try {
    return schema.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch (cause) {
    throw new AppError(
      'io',
      `${file} cannot be read as the agent's credentials; enrol it again with \`usage-audit agent enroll\``,
      {
        cause,
      },
    )
  }
}

/** Readable by its owner only, and never half written. */
export function writeCredentials(file: string, credentials: Credentials): void {
  writeFileSync(`${file}.new`, `${JSON.stringify(credentials, null, 2)}\n`, { mode: 0o600 })
  renameSync(`${file}.new`, file)
}
