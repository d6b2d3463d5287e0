import type { H3 } from 'h3'
import type { z } from 'zod'
import { AppError } from '../../core/errors.ts'
import { toPlainText } from '../../core/text.ts'
import { secondMs } from '../../core/time.ts'
import * as protocol from '../../protocol/enrolment.ts'
import { type Buckets, createBuckets } from '../http/buckets.ts'
import type { HostRule } from '../http/hosts.ts'
import { parseForm, refuseGrant } from '../http/oauth-answer.ts'
import { readForm } from '../http/read-body.ts'
import { bearerToken, nodeRequestOf } from '../http/route.ts'
import { visitorOf } from '../http/visitor.ts'
import { fetchToken, grantMs, pollMs, startGrant } from '../store/device-grants.ts'
import { getFleetToken } from '../store/fleet-tokens.ts'
import type { Store } from '../store/store.ts'

export interface EnrolmentOptions {
  now(): number
  /** Where a person reaches this server. */
  readonly baseUrl: () => string
  readonly hosts: HostRule
}

const mostFormBytes = 10_000

/** Somebody at a new computer needs two; a fleet behind one address needs many, and comes again when told to. */
const usualRate = { perSecond: 2, burst: 60 }

/**
 * RFC 8628: a computer asks for a code, a person lets it in, the computer fetches its token. With a fleet token the person is
 * spared. Form posts, answered as OAuth 2.0 says.
 */
export function enrolmentRoutes(store: Store, { now, baseUrl, hosts }: EnrolmentOptions) {
  const buckets = createBuckets('one address', usualRate, () => performance.now())
  return [
    (app: H3) => {
      app.post(protocol.deviceCodePath, async (event) => {
        const request = nodeRequestOf(event)
        const address = enter(buckets, visitorOf(request, hosts).address)
        const form = parseForm(protocol.deviceCodeForm, await readForm(request, mostFormBytes))
        if (typeof form === 'string') return refuseGrant(form)
        const fleet = request.headers.authorization && (await getFleetToken(store, bearerToken(request), now()))
        const applicant = { ...toApplicant(form), address }
        const { deviceCode, userCode } = await startGrant(store, applicant, now(), fleet || undefined)
        return toCodeAnswer(baseUrl(), deviceCode, userCode)
      })
      app.post(protocol.deviceTokenPath, async (event) => {
        const request = nodeRequestOf(event)
        enter(buckets, visitorOf(request, hosts).address)
        return toGrantAnswer(store, await readForm(request, mostFormBytes), now())
      })
    },
  ]
}

function enter(buckets: Buckets, address: string): string {
  buckets.take(address)
  return address
}

/** What a computer is answered that asks for its token. */
export async function toGrantAnswer(store: Store, given: Readonly<Record<string, string>>, now: number) {
  const form = parseForm(protocol.deviceTokenForm, given)
  if (typeof form === 'string') return refuseGrant(form)
  const fetched = await fetchToken(store, form.device_code, now)
  if ('refusal' in fetched) return refuseGrant(fetched.refusal)
  return Response.json(
    { access_token: fetched.token, token_type: 'Bearer' },
    { headers: { 'cache-control': 'no-store' } },
  )
}

function toApplicant({ host_name, account, platform }: z.output<typeof protocol.deviceCodeForm>) {
  const told = (text: string | undefined) => toPlainText(text ?? '', 100)
  const hostName = told(host_name)
  if (hostName === '') throw new AppError('invalid', 'say how the computer is called', { at: 'host_name' })
  return { hostName, account: told(account), platform: told(platform) || 'unknown' }
}

const toCodeAnswer = (url: string, device_code: string, user_code: string): protocol.DeviceCodeAnswer => ({
  device_code,
  user_code,
  verification_uri: `${url}${protocol.devicePagePath}`,
  verification_uri_complete: `${url}${protocol.devicePagePath}?code=${user_code}`,
  expires_in: grantMs / secondMs,
  interval: pollMs / secondMs,
})
