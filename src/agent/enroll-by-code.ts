import { setTimeout as sleep } from 'node:timers/promises'
import { AppError } from '../core/errors.ts'
import { secondMs } from '../core/time.ts'
import * as protocol from '../protocol/enrolment.ts'
import { describeProblem } from './network-problem.ts'
import { type Answer, request, toJson } from './request.ts'

/** What this computer says of itself, so that whoever lets it in knows which one it is. */
export interface ThisComputer {
  readonly hostName: string
  readonly account: string
  readonly platform: string
}

export interface EnrolByCode {
  readonly server: string
  /** The authorities, in PEM, that alone may vouch for it. */
  readonly ca?: string | undefined
  readonly computer: ThisComputer
  /** Spares the person. */
  readonly fleetToken?: string | undefined
  readonly signal: AbortSignal
  /** Told what a person is to open and type; not told where nobody needs to. */
  onCode(code: Pick<protocol.DeviceCodeAnswer, 'user_code' | 'verification_uri' | 'verification_uri_complete'>): void
}

const patienceMs = 15 * secondMs

/**
 * Asks to be let in, waits until somebody did, and fetches the token (RFC 8628).
 * @throws AppError `forbidden` if somebody sent it away, `unavailable` if nobody came in time or the server is no usage-audit
 * server, `unauthenticated` for a fleet token that enrols no more
 */
export async function enrollByCode({ computer, fleetToken, signal, onCode, ...place }: EnrolByCode): Promise<string> {
  const code = await askForCode(place, computer, fleetToken)
  const ask = () => askForToken(place, code.device_code)
  // A fleet token may have let it in already.
  const first = fleetToken === undefined ? undefined : await ask()
  if (first?.token !== undefined) return first.token
  onCode(code)
  const endsAt = performance.now() + code.expires_in * secondMs
  let waitMs = (code.interval ?? 5) * secondMs
  while (performance.now() < endsAt) {
    await sleep(waitMs, undefined, { signal })
    const { token, refusal } = await ask().catch(() => ({ token: undefined, refusal: undefined }))
    if (token !== undefined) return token
    if (refusal === 'slow_down') waitMs += 5 * secondMs
    else if (refusal === 'access_denied') throw new AppError('forbidden', 'somebody sent this computer away there')
    else if (refusal !== undefined && refusal !== 'authorization_pending') break
  }
  throw new AppError('unavailable', 'nobody let this computer in in time; run `usage-audit agent enroll` again')
}

type Place = Pick<EnrolByCode, 'server' | 'ca'>

async function post({ server, ca }: Place, path: string, fields: Readonly<Record<string, string>>, token?: string) {
  return request(new URL(`${server}${path}`), {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    },
    body: Buffer.from(new URLSearchParams(fields).toString()),
    patienceMs,
    ca,
  }).catch((cause: Error) => {
    throw new AppError('unavailable', `cannot reach ${server}: ${describeProblem(cause)}`, {
      cause,
      at: 'agent.server',
    })
  })
}

async function askForCode(place: Place, { hostName, account, platform }: ThisComputer, fleetToken?: string) {
  const fields = { client_id: protocol.agentClientId, scope: 'ingest', host_name: hostName, account, platform }
  const answer = await post(place, protocol.deviceCodePath, fields, fleetToken)
  const parsed = protocol.deviceCodeAnswer.safeParse(toJson(answer.text))
  if (answer.status === 200 && parsed.success) return parsed.data
  throw toProblem(place.server, answer)
}

function toProblem(server: string, { status, text }: Answer): AppError {
  const { code, message } = (toJson(text) as { error?: { code?: string; message?: string } } | undefined)?.error ?? {}
  if (code === 'unauthenticated') return new AppError('unauthenticated', message ?? 'the fleet token enrols no more')
  if (status === 429 || status === 503 || status === 409)
    return new AppError('unavailable', `${server} lets nobody in at this moment (${code ?? status}); try again later`)
  return new AppError('unavailable', `${server} does not answer as a usage-audit server (HTTP ${status})`)
}

async function askForToken(place: Place, deviceCode: string) {
  const answer = await post(place, protocol.deviceTokenPath, {
    grant_type: protocol.deviceCodeGrant,
    device_code: deviceCode,
    client_id: protocol.agentClientId,
  })
  const body = toJson(answer.text)
  const granted = protocol.deviceTokenAnswer.safeParse(body)
  if (answer.status === 200 && granted.success) return { token: granted.data.access_token, refusal: undefined }
  return { token: undefined, refusal: protocol.tokenRefusal.safeParse(body).data?.error }
}
