import type { z } from 'zod'
import * as protocol from '../../protocol/enrolment.ts'

const said: Readonly<Record<protocol.TokenRefusal, string>> = {
  authorization_pending: 'nobody has let this computer in yet',
  slow_down: 'wait five seconds longer between questions',
  access_denied: 'somebody sent this computer away',
  expired_token: 'nobody let this computer in in time; start again',
  invalid_grant: 'this code is unknown or was used; start again',
  invalid_client: 'this client is unknown, or its secret is another',
  invalid_request: 'a field is missing or too long',
  invalid_scope: 'this client may not ask for that',
  unsupported_grant_type: `grant_type is client_credentials, or ${protocol.deviceCodeGrant}`,
}

/** A refusal as OAuth 2.0 says it. */
export const refuseGrant = (error: protocol.TokenRefusal): Response =>
  Response.json(
    { error, error_description: said[error] },
    {
      status: error === 'invalid_client' ? 401 : 400,
      headers: { 'cache-control': 'no-store', ...(error === 'invalid_client' && { 'www-authenticate': 'Basic' }) },
    },
  )

/** What a form says, or why OAuth refuses it. */
export function parseForm<S extends z.ZodType>(
  schema: S,
  form: Readonly<Record<string, string>>,
): z.output<S> | protocol.TokenRefusal {
  const parsed = schema.safeParse(form)
  if (parsed.success) return parsed.data
  const field = parsed.error.issues[0]?.path[0]
  if (field === 'client_id') return 'invalid_client'
  return field === 'grant_type' ? 'unsupported_grant_type' : 'invalid_request'
}
