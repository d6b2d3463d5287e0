import { dayMs, secondMs } from '../core/time.ts'
import { renewToken } from '../protocol/device.ts'
import { request, toJson } from './request.ts'

export interface DeviceTokenOptions {
  readonly server: string
  readonly token: string
  readonly ca?: string | undefined
  /** When it was given out; undefined if that is not known. */
  readonly issuedAt: number | undefined
  /** Keeps a new token; the one before it works as long as this has not returned. */
  save(token: string, issuedAt: number): void
  now(): number
}

/** A token that leaked opens the door for no longer. */
export const renewAfterMs = 30 * dayMs
const againAfterMs = dayMs
const answerTimeoutMs = 30 * secondMs

/** The token to show next, which is renewed once a month; where that does not work, the present one goes on. */
export function createDeviceToken({ server, ca, save, now, ...given }: DeviceTokenOptions): () => Promise<string> {
  let { token } = given
  let dueAt = (given.issuedAt ?? 0) + renewAfterMs
  const renew = async () => {
    dueAt = now() + againAfterMs
    const renewed = await askForToken(server, token, ca)
    if (renewed === undefined) return
    save(renewed, now())
    token = renewed
    dueAt = now() + renewAfterMs
  }
  return async () => {
    // Not to be had is no reason not to upload: an older server, a network that is away, a full disk.
    if (now() >= dueAt) await renew().catch(() => {})
    return token
  }
}

async function askForToken(server: string, token: string, ca: string | undefined): Promise<string | undefined> {
  const { status, text } = await request(new URL(`${server}${renewToken.path}`), {
    method: renewToken.method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: Buffer.from('{}'),
    patienceMs: answerTimeoutMs,
    ca,
  })
  const answer = renewToken.output.safeParse(toJson(text))
  return status === 200 && answer.success ? answer.data.token : undefined
}
