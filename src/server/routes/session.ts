import * as protocol from '../../protocol/session.ts'
import type { Doorway } from '../auth/doorway.ts'
import { askToReset, reset, setUp, verify } from '../auth/links.ts'
import { signInByCode, signInByPassword } from '../auth/password-sign-in.ts'
import type { Guard } from '../http/guard.ts'
import { personRoute } from '../http/person-route.ts'
import { endSignIn } from '../store/sign-ins.ts'

const done = { done: true } as const
const signedIn = { state: 'signed_in' } as const

/** The way in and out. */
export const sessionRoutes = (doorway: Doorway, guard: Guard) => [
  personRoute(guard, protocol.signIn, async (typed, caller) => {
    const opened = await signInByPassword(doorway, typed, caller)
    if (opened.state === 'second_factor') return opened
    caller.remember(opened.secret)
    return signedIn
  }),
  personRoute(guard, protocol.secondFactor, async (shown, caller) => {
    caller.remember(await signInByCode(doorway, shown, caller))
    return signedIn
  }),
  personRoute(guard, protocol.signOut, async (_, caller) => {
    await endSignIn(doorway.store, caller.userId, caller.signInId)
    caller.remember(undefined)
    return done
  }),
  personRoute(guard, protocol.askReset, async ({ email }) => {
    askToReset(doorway, email)
    return done
  }),
  personRoute(guard, protocol.finishReset, async (given) => {
    await reset(doorway, given)
    return done
  }),
  personRoute(guard, protocol.verifyEmail, async ({ token }) => {
    await verify(doorway, token)
    return done
  }),
  personRoute(guard, protocol.setUp, async (given, caller) => {
    caller.remember(await setUp(doorway, given, caller))
    return signedIn
  }),
]
