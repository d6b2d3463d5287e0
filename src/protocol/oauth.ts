import * as z from 'zod'

/** Where programs get their access tokens: a form post, answered as OAuth 2.0 says. */
export const tokenPath = '/api/v1/oauth/token'

/** The secret may also come by `Basic`. */
export const clientCredentialsForm = z.object({
  grant_type: z.literal('client_credentials'),
  client_id: z.string().optional(),
  client_secret: z.string().optional(),
  scope: z.string().optional(),
})
