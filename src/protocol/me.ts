import * as z from 'zod'
import { leastIdleAfterMs, mostIdleAfterMs } from '../core/presence.ts'
import { minuteMs } from '../core/time.ts'
import { endpoint } from './endpoint.ts'
import { code, done, email, id, link, locale, name, nothing, password, role, zone } from './fields.ts'

/** Who is signed in. */
export const me = endpoint({
  says: 'Who is signed in.',
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
    /** An address that becomes the one to sign in by once the link is opened that was mailed to it. */
    awaitedEmail: z.string().nullable(),
    /** There is a password, and no address any more to sign in by with it. */
    lostEmail: z.boolean(),
    locale: z.string(),
    zone: z.string(),
    /** Without input for this long they are idle. */
    idleAfterMs: z.int(),
    hasPassword: z.boolean(),
    hasTotp: z.boolean(),
    recoveryCodes: z.int(),
    organisations: z.array(z.object({ id: z.int(), name: z.string(), role, shares: z.boolean() })),
  }),
})
export type Me = z.output<typeof me.output>

export const changeMe = endpoint({
  says: 'Changes name, language, time zone, or after how long without input the caller is idle.',
  method: 'PATCH',
  path: '/api/v1/me',
  access: 'person',
  input: z.strictObject({
    name: name.optional(),
    locale: locale.optional(),
    zone: zone.optional(),
    /** A minute to an hour; days on which input was told are made again. */
    idleAfterMs: z.int().min(leastIdleAfterMs).max(mostIdleAfterMs).optional(),
  }),
  output: done,
})

/** Where the person is signed in, the one used last first. */
export const mySignIns = endpoint({
  says: 'Where the caller is signed in, the one used last first.',
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
  says: 'Ends one sign-in.',
  method: 'DELETE',
  path: '/api/v1/me/sign-ins/:id',
  access: 'person',
  input: z.strictObject({ id }),
  output: done,
})

/** All but the one that asks. */
export const endOtherSignIns = endpoint({
  says: 'Ends every sign-in but this one.',
  method: 'DELETE',
  path: '/api/v1/me/sign-ins',
  access: 'person',
  input: nothing,
  output: z.object({ ended: z.int() }),
})

export const changePassword = endpoint({
  says: 'Another password; every other sign-in ends.',
  method: 'POST',
  path: '/api/v1/me/password',
  access: 'person',
  input: z.strictObject({ current: password, password }),
  output: done,
})

/** How old a sign-in may be, in milliseconds, where there is no password to show. */
export const youngSignInMs = 15 * minuteMs

/** Of who came in by a link or through a provider, shortly before; the address is named by who has none. */
export const chooseFirstPassword = endpoint({
  says: 'The first password of who has none, and the address they sign in by; every other sign-in ends.',
  method: 'POST',
  path: '/api/v1/me/first-password',
  access: 'person',
  input: z.strictObject({
    email: email.optional(),
    password,
    /** The present one, of who has lost their address and came in longer ago. */
    current: password.optional(),
  }),
  output: done,
})

export const askVerification = endpoint({
  says: 'Mails a link that proves the address.',
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
  says: 'A secret for an app that shows codes; in force once the first code was shown.',
  method: 'POST',
  path: '/api/v1/me/totp',
  access: 'person',
  input: current,
  output: z.object({ secret: z.string(), uri: z.string() }),
})

export const confirmTotp = endpoint({
  says: 'Shows the first code; from now on one is asked for.',
  method: 'POST',
  path: '/api/v1/me/totp/confirm',
  access: 'person',
  input: z.strictObject({ code }),
  output: recoveryCodes,
})

export const removeTotp = endpoint({
  says: 'No code is asked for any more.',
  method: 'POST',
  path: '/api/v1/me/totp/remove',
  access: 'person',
  input: current,
  output: done,
})

export const renewRecoveryCodes = endpoint({
  says: 'Other recovery codes in the place of those there are.',
  method: 'POST',
  path: '/api/v1/me/totp/recovery-codes',
  access: 'person',
  input: current,
  output: recoveryCodes,
})

/** The page at `path` links or unlinks one, once the password was shown. */
export const myProviders = endpoint({
  says: 'The providers through whom one can sign in, and which of them sign the caller in.',
  method: 'GET',
  path: '/api/v1/me/providers',
  access: 'person',
  input: nothing,
  output: z.object({
    providers: z.array(z.object({ name: z.string(), label: z.string(), linked: z.boolean(), path: z.string() })),
  }),
})

/** Joins the organisation of an invitation. */
export const joinOrg = endpoint({
  says: 'Takes up an invitation.',
  method: 'POST',
  path: '/api/v1/me/invitations',
  access: 'person',
  input: z.strictObject({ token: link }),
  output: z.object({ organisation: z.int(), role }),
})
