import * as z from 'zod'
import { endpoint } from './endpoint.ts'
import { code, done, id, link, locale, name, nothing, password, role, zone } from './fields.ts'

/** Who is signed in. */
export const me = endpoint({
  method: 'GET',
  path: '/api/v1/me',
  access: 'person',
  input: nothing,
  output: z.object({
    id: z.string(),
    name: z.string(),
    /** By which one signs in; null for who has only come by a link of the terminal. */
    email: z.string().nullable(),
    emailVerified: z.boolean(),
    locale: z.string(),
    zone: z.string(),
    hasPassword: z.boolean(),
    hasTotp: z.boolean(),
    recoveryCodes: z.int(),
    organisations: z.array(z.object({ id: z.int(), name: z.string(), role, shares: z.boolean() })),
  }),
})
export type Me = z.output<typeof me.output>

export const changeMe = endpoint({
  method: 'PATCH',
  path: '/api/v1/me',
  access: 'person',
  input: z.strictObject({ name: name.optional(), locale: locale.optional(), zone: zone.optional() }),
  output: done,
})

/** Where the person is signed in, the one used last first. */
export const mySignIns = endpoint({
  method: 'GET',
  path: '/api/v1/me/sign-ins',
  access: 'person',
  input: nothing,
  output: z.object({
    signIns: z.array(
      z.object({
        id: z.string(),
        /** The one that asks. */
        current: z.boolean(),
        method: z.string(),
        browser: z.string(),
        address: z.string(),
        createdAt: z.int(),
        lastUsedAt: z.int(),
      }),
    ),
  }),
})

export const endSignIn = endpoint({
  method: 'DELETE',
  path: '/api/v1/me/sign-ins/:id',
  access: 'person',
  input: z.strictObject({ id }),
  output: done,
})

/** All but the one that asks. */
export const endOtherSignIns = endpoint({
  method: 'DELETE',
  path: '/api/v1/me/sign-ins',
  access: 'person',
  input: nothing,
  output: z.object({ ended: z.int() }),
})

export const changePassword = endpoint({
  method: 'POST',
  path: '/api/v1/me/password',
  access: 'person',
  input: z.strictObject({ current: password, password }),
  output: done,
})

export const askVerification = endpoint({
  method: 'POST',
  path: '/api/v1/me/verification',
  access: 'person',
  input: nothing,
  output: done,
})

const current = z.strictObject({ current: password })
const recoveryCodes = z.object({ recoveryCodes: z.array(z.string()) })

/** A secret for an app; codes are asked for once one of them was shown. */
export const beginTotp = endpoint({
  method: 'POST',
  path: '/api/v1/me/totp',
  access: 'person',
  input: current,
  output: z.object({ secret: z.string(), uri: z.string() }),
})

export const confirmTotp = endpoint({
  method: 'POST',
  path: '/api/v1/me/totp/confirm',
  access: 'person',
  input: z.strictObject({ code }),
  output: recoveryCodes,
})

export const removeTotp = endpoint({
  method: 'POST',
  path: '/api/v1/me/totp/remove',
  access: 'person',
  input: current,
  output: done,
})

export const renewRecoveryCodes = endpoint({
  method: 'POST',
  path: '/api/v1/me/totp/recovery-codes',
  access: 'person',
  input: current,
  output: recoveryCodes,
})

/** Joins the organisation of an invitation. */
export const joinOrg = endpoint({
  method: 'POST',
  path: '/api/v1/me/invitations',
  access: 'person',
  input: z.strictObject({ token: link }),
  output: z.object({ organisation: z.int(), role }),
})
