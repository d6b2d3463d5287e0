import { AppError } from '../../core/errors.ts'
import { readName } from '../../core/typed-name.ts'
import * as protocol from '../../protocol/me.ts'
import { beginTotp, changePassword, endTotp, finishTotp, renewRecoveryCodes } from '../auth/account.ts'
import type { Doorway } from '../auth/doorway.ts'
import { chooseFirstPassword } from '../auth/first-password.ts'
import { join } from '../auth/joining.ts'
import { askToVerify } from '../auth/links.ts'
import { signInAge } from '../auth/sign-ins.ts'
import type { Guard } from '../http/guard.ts'
import { personRoute } from '../http/person-route.ts'
import type { Route } from '../http/route.ts'
import { changeUser, findAccountOf } from '../store/accounts.ts'
import { findAwaited, findPasswordHash } from '../store/claims.ts'
import { setIdleThreshold, tellAgentsOf } from '../store/idle.ts'
import { findOrgsOf } from '../store/members.ts'
import { nameOrgAfter } from '../store/orgs.ts'
import { getUser } from '../store/people.ts'
import { endSignIn, endSignIns, findSignInsOf } from '../store/sign-ins.ts'
import { countRecoveryCodes } from '../store/totps.ts'

const done = { done: true } as const

/** What is the caller's own, in whatever organisation. */
export const meRoutes = (doorway: Doorway, guard: Guard): Route[] => [
  ...profileRoutes(doorway, guard),
  ...signInRoutes(doorway, guard),
  ...secretRoutes(doorway, guard),
]

const profileRoutes = (doorway: Doorway, guard: Guard): Route[] => [
  personRoute(guard, protocol.me, (_, { userId }) => describeMe(doorway, userId)),
  personRoute(guard, protocol.changeMe, async ({ name, idleAfterMs, ...rest }, { userId }) => {
    const plain = name === undefined ? undefined : readName(name)
    if (plain !== undefined) await nameOrgAfter(doorway.store, userId, plain)
    await changeUser(doorway.store, userId, { ...rest, name: plain })
    if (idleAfterMs !== undefined) {
      await setIdleThreshold(doorway.store, userId, idleAfterMs)
      await tellAgentsOf(doorway.store, userId, doorway.now())
    }
    return done
  }),
  personRoute(guard, protocol.joinOrg, async ({ token }, { userId }) => {
    const { orgId, role } = await join(doorway, token, userId)
    return { organisation: orgId, role }
  }),
]

async function describeMe({ store, now }: Doorway, userId: string): Promise<protocol.Me> {
  const user = await getUser(store, userId)
  const account = await findAccountOf(store, userId)
  const awaits = account ? undefined : await findAwaited(store, userId, now())
  const keepsPassword = !account && (await findPasswordHash(store, userId)) !== undefined
  const orgs = await findOrgsOf(store, userId)
  return {
    id: user.id,
    name: user.name,
    email: account?.email ?? null,
    emailVerified: account !== undefined && account.verifiedAt !== null,
    awaitedEmail: awaits ?? null,
    lostEmail: keepsPassword && awaits === undefined,
    locale: user.locale,
    zone: user.zone,
    idleAfterMs: user.idleAfterMs,
    hasPassword: account !== undefined && account.passwordHash !== null,
    hasTotp: account?.hasTotp === true,
    recoveryCodes: await countRecoveryCodes(store, userId),
    organisations: orgs.map(({ orgId, name, role, shares }) => ({ id: orgId, name, role, shares })),
  }
}

const signInRoutes = ({ store, now }: Doorway, guard: Guard): Route[] => [
  personRoute(guard, protocol.mySignIns, async (_, { userId, signInId }) => {
    const found = await findSignInsOf(store, userId, signInAge, now())
    return {
      signIns: found.map(({ id, method, browser, address, createdAt, lastUsedAt }) => ({
        ...{ id, method, browser, address, createdAt, lastUsedAt },
        current: id === signInId,
      })),
    }
  }),
  personRoute(guard, protocol.endSignIn, async ({ id }, caller) => {
    if (!(await endSignIn(store, caller.userId, id))) throw new AppError('not_found', 'you have no sign-in of this id')
    if (id === caller.signInId) caller.remember(undefined)
    return done
  }),
  personRoute(guard, protocol.endOtherSignIns, async (_, { userId, signInId }) => ({
    ended: await endSignIns(store, userId, signInId),
  })),
]

const secretRoutes = (doorway: Doorway, guard: Guard): Route[] => [
  personRoute(guard, protocol.changePassword, async (given, caller) => {
    await changePassword(doorway, caller, given)
    return done
  }),
  personRoute(guard, protocol.chooseFirstPassword, async (given, caller) => {
    await chooseFirstPassword(doorway, caller, given)
    return done
  }),
  personRoute(guard, protocol.askVerification, async (_, { userId }) => {
    askToVerify(doorway, userId)
    return done
  }),
  personRoute(guard, protocol.beginTotp, ({ current }, caller) => beginTotp(doorway, caller, current)),
  personRoute(guard, protocol.confirmTotp, async ({ code }, caller) => ({
    recoveryCodes: await finishTotp(doorway, caller, code),
  })),
  personRoute(guard, protocol.removeTotp, async ({ current }, caller) => {
    await endTotp(doorway, caller, current)
    return done
  }),
  personRoute(guard, protocol.renewRecoveryCodes, async ({ current }, caller) => ({
    recoveryCodes: await renewRecoveryCodes(doorway, caller, current),
  })),
]
