import type { H3 } from 'h3'
import type { z } from 'zod'
import { AppError } from '../../core/errors.ts'
import { toPlainText } from '../../core/text.ts'
import { secondMs } from '../../core/time.ts'
import * as protocol from '../../protocol/enrolment.ts'
import { type Buckets, createBuckets } from '../http/buckets.ts'
import type { HostRule } from '../http/hosts.ts'
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
      app.get(protocol.oauthMetadataPath, () => toMetadata(baseUrl()))
      app.post(protocol.deviceCodePath, async (event) => {
        const request = nodeRequestOf(event)
        const address = enter(buckets, visitorOf(request, hosts).address)
        const form = parse(protocol.deviceCodeForm, await readForm(request, mostFormBytes))
        if (typeof form === 'string') return refuse(form)
        const fleet = request.headers.authorization && (await getFleetToken(store, bearerToken(request), now()))
        const applicant = { ...toApplicant(form), address }
        const { deviceCode, userCode } = await startGrant(store, applicant, now(), fleet || undefined)
        return toCodeAnswer(baseUrl(), deviceCode, userCode)
      })
      app.post(protocol.deviceTokenPath, async (event) => {
        const request = nodeRequestOf(event)
        enter(buckets, visitorOf(request, hosts).address)
        const form = parse(protocol.deviceTokenForm, await readForm(request, mostFormBytes))
        if (typeof form === 'string') return refuse(form)
        const fetched = await fetchToken(store, form.device_code, now())
        return 'token' in fetched ? { access_token: fetched.token, token_type: 'Bearer' } : refuse(fetched.refusal)
      })
    },
  ]
}

function enter(buckets: Buckets, address: string): string {
  buckets.take(address)
  return address
}

function parse<S extends z.ZodType>(schema: S, form: Readonly<Record<string, string>>): z.output<S> | Refusal {
  const parsed = schema.safeParse(form)
  if (parsed.success) return parsed.data
  const field = parsed.error.issues[0]?.path[0]
  if (field === 'client_id') return 'invalid_client'
  return field === 'grant_type' ? 'unsupported_grant_type' : 'invalid_request'
}

type Refusal = protocol.TokenRefusal

const said: Readonly<Record<Refusal, string>> = {
  authorization_pending: 'nobody has let this computer in yet',
  slow_down: 'wait five seconds longer between questions',
  access_denied: 'somebody sent this computer away',
  expired_token: 'nobody let this computer in in time; start again',
  invalid_grant: 'this code is unknown or was used; start again',
  invalid_client: `client_id is ${protocol.agentClientId}`,
  invalid_request: 'a field is missing or too long',
  unsupported_grant_type: `grant_type is ${protocol.deviceCodeGrant}`,
}

const refuse = (error: Refusal) =>
  Response.json(
    { error, error_description: said[error] },
    { status: error === 'invalid_client' ? 401 : 400, headers: { 'cache-control': 'no-store' } },
  )

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

const toMetadata = (url: string) => ({
  issuer: url,
  device_authorization_endpoint: `${url}${protocol.deviceCodePath}`,
  token_endpoint: `${url}${protocol.deviceTokenPath}`,
  grant_types_supported: [protocol.deviceCodeGrant],
  token_endpoint_auth_methods_supported: ['none'],
  response_types_supported: [],
})
