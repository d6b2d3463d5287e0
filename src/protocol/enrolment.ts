import * as z from 'zod'

/** The public client that every agent is (RFC 8628, OAuth 2.0 for devices). */
export const agentClientId = 'usage-audit-agent'
/** Every fleet token begins so, so that it is never taken for another secret. */
export const fleetTokenPrefix = 'ua_fleet_'
export const deviceCodeGrant = 'urn:ietf:params:oauth:grant-type:device_code'

/** Form posts, answered as OAuth says and not as the rest of the API. */
export const deviceCodePath = '/api/v1/device/code'
export const deviceTokenPath = '/api/v1/device/token'
export const oauthMetadataPath = '/.well-known/oauth-authorization-server'
/** The page where a person types the code. */
export const devicePagePath = '/device'

const told = z.string().min(1).max(200)

/** What the computer says of itself besides what OAuth asks. */
export const deviceCodeForm = z.object({
  client_id: z.literal(agentClientId),
  scope: z.literal('ingest').optional(),
  host_name: told.optional(),
  account: told.optional(),
  platform: told.optional(),
})

export const deviceTokenForm = z.object({
  grant_type: z.literal(deviceCodeGrant),
  device_code: z.string().min(20).max(100),
  client_id: z.literal(agentClientId),
})

export const deviceCodeAnswer = z.object({
  device_code: z.string(),
  user_code: z.string(),
  verification_uri: z.url(),
  verification_uri_complete: z.url(),
  /** Seconds, as the next. */
  expires_in: z.number(),
  interval: z.number().optional(),
})
export type DeviceCodeAnswer = z.output<typeof deviceCodeAnswer>

export const deviceTokenAnswer = z.object({ access_token: z.string().min(20), token_type: z.string() })

/** What stands in the way of a token. */
export const tokenRefusals = [
  'authorization_pending',
  'slow_down',
  'access_denied',
  'expired_token',
  'invalid_grant',
  'invalid_client',
  'invalid_request',
  'invalid_scope',
  'unsupported_grant_type',
] as const
export type TokenRefusal = (typeof tokenRefusals)[number]

export const tokenRefusal = z.object({ error: z.string(), error_description: z.string().optional() })
