import * as z from 'zod'
import { endpoint } from './endpoint.ts'
import { code, done, email, link, nothing, password, token } from './fields.ts'

/** What a right password leads to: signed in, or a code is asked for with the token. */
export const opened = z.object({
  state: z.enum(['signed_in', 'second_factor']),
  token: z.string().optional(),
})

export const signIn = endpoint({
  says: 'Signs in by e-mail address and password.',
  method: 'POST',
  path: '/api/v1/session',
  access: 'public',
  input: z.strictObject({ email, password }),
  output: opened,
})

export const secondFactor = endpoint({
  says: 'The code that a sign-in waits for.',
  method: 'POST',
  path: '/api/v1/session/second-factor',
  access: 'public',
  input: z.strictObject({ token, code }),
  output: opened,
})

export const signOut = endpoint({
  says: 'Ends this sign-in.',
  method: 'DELETE',
  path: '/api/v1/session',
  access: 'person',
  input: nothing,
  output: done,
})

/** The answer is the same whether somebody signs in by the address or not. */
export const askReset = endpoint({
  says: 'Mails a link for a new password, if somebody signs in by this address.',
  method: 'POST',
  path: '/api/v1/password-reset',
  access: 'public',
  input: z.strictObject({ email }),
  output: done,
})

/** Every sign-in of the person ends. */
export const finishReset = endpoint({
  says: 'Chooses a new password by that link; every sign-in ends.',
  method: 'POST',
  path: '/api/v1/password-reset/finish',
  access: 'public',
  input: z.strictObject({ token: link, password }),
  output: done,
})

export const verifyEmail = endpoint({
  says: 'Proves an address by the link that was mailed there.',
  method: 'POST',
  path: '/api/v1/verification',
  access: 'public',
  input: z.strictObject({ token: link }),
  output: done,
})

/** The owner's first way to sign in. */
export const setUp = endpoint({
  says: 'The owner of a new server chooses how to sign in.',
  method: 'POST',
  path: '/api/v1/set-up',
  access: 'public',
  input: z.strictObject({ token: link, email, password }),
  output: opened,
})

/** Through whom one can sign in besides a password: a browser is sent to the path. */
export const listProviders = endpoint({
  says: 'The providers through whom one can sign in.',
  method: 'GET',
  path: '/api/v1/session/providers',
  access: 'public',
  input: nothing,
  output: z.object({
    providers: z.array(z.object({ name: z.string(), label: z.string(), path: z.string() })),
  }),
})
