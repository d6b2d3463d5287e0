import { randomInt, randomUUID } from 'node:crypto'
import { isRole, type Membership } from '../../../src/core/access.ts'
import { toUserCode } from '../../../src/core/user-code.ts'
import { api, type Described } from '../../../src/protocol/api.ts'
import { findMembership } from '../../../src/server/store/members.ts'
import { type Answer, createAsker, lanes } from './asker.ts'
import { type Call, callOf, type Slot, slotOf, takes } from './calls.ts'
import { type PageCall, pageCallsOf, toPageRequest } from './page-calls.ts'
import { makeReady } from './ready.ts'
import { addRecipient, addReported } from './reported.ts'
import { judge, judgeHidden, judgeTarget, type Verdict } from './rules.ts'
import { addClient, addFleet, addInvited, addMember, addSomeLicence, addWaitingAgain, type Tenant } from './tenant.ts'
import { canariesOf, hashRows, idsOf, readTenant } from './tenant-rows.ts'
import type { Caller, IsolationWorld } from './world.ts'

export interface Tried {
  readonly cases: number
  readonly requests: number
  /** What each caller of an endpoint was answered: how often which status. */
  readonly statuses: Readonly<Record<string, number>>
  /** What is wrong, in words. */
  readonly leaks: readonly string[]
}

/** Every page and endpoint for every caller who is no one of the victim's, with every id of the victim in every place. */
export async function tryAll(world: IsolationWorld, victim: Tenant, pages: readonly string[]): Promise<Tried> {
  const other = world.tenants.find((one) => one !== victim)!
  const rows = await readTenant(world.store, victim)
  const canaries = canariesOf(rows, await readTenant(world.store, other))
  const state = { requests: 0, cases: 0, statuses: {} as Record<string, number>, leaks: [] as string[] }
  const ask = createAsker(world.url, state)
  const trial = {
    world,
    victim,
    ids: [...new Set([victim.people.owner, victim.waitingId, ...idsOf(rows)])],
    canaries: toPattern(canaries),
    state,
    ask,
  }
  const callers = world.callers.filter(({ home }) => home !== victim)
  const [others, bringing] = [api.filter(({ id }) => id !== 'ingest'), api.filter(({ id }) => id === 'ingest')]
  await inLanes(callers, async (caller) => {
    for (const endpoint of others) await tryEndpoint(trial, caller, endpoint)
    for (const page of pages) for (const call of pageCallsOf(page)) await tryPage(trial, caller, page, call)
  })
  // Last: whoever brings a stream under an id of the victim's is shown that id as their own from then on.
  await inLanes(callers, async (caller) => {
    for (const endpoint of bringing) await tryEndpoint(trial, caller, endpoint)
  })
  await ask.close()
  const after = await readTenant(world.store, victim)
  if (hashRows(after) !== hashRows(rows))
    for (const name of Object.keys(rows))
      if (hashRows({ [name]: rows[name]! }) !== hashRows({ [name]: after[name]! }))
        state.leaks.push(`the rows of ${victim.word} in ${name} are not what they were`)
  return state
}

interface Trial {
  readonly world: IsolationWorld
  readonly victim: Tenant
  readonly ids: readonly string[]
  readonly canaries: RegExp
  readonly state: { requests: number; cases: number; statuses: Record<string, number>; leaks: string[] }
  readonly ask: ReturnType<typeof createAsker>
}

const toPattern = (texts: readonly string[]) =>
  new RegExp(texts.map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|'))

async function inLanes<T>(all: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  const waiting = [...all]
  const lane = async () => {
    for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) await work(one)
  }
  await Promise.all(Array.from({ length: lanes }, lane))
}

/** Whatever opens nothing is the same to what is for everybody: of those one id is enough. */
const idsFor = ({ ids }: Trial, { who, name }: Caller, access: string) =>
  access === 'public' && who.kind === 'nobody' && !name.startsWith('nobody') ? ids.slice(0, 1) : ids

/** Screens of one person's figures ask one function who may see them: of all but one of them somebody who is there is enough. */
const hasCommonDoor = ({ tag, id }: Described) => tag === 'usage' && id !== 'memberOverview'

/** Ids that nobody has, of the same form and length as one that somebody has. */
const missingLike = (id: string, slot: Slot | 'org'): string =>
  slot === 'code'
    ? toUserCode(() => randomInt(2 ** 32) / 2 ** 32)
    : /^\d+$/.test(id)
      ? String(10 ** id.length - 1)
      : /^[0-9a-f-]{36}$/.test(id)
        ? randomUUID()
        : 'x'.repeat(id.length)

const missingOrg = 9

async function tryEndpoint(trial: Trial, caller: Caller, endpoint: Described) {
  const { victim, world } = trial
  const slot = slotOf(endpoint)
  const own = caller.home.orgId
  for (const orgId of isRole(endpoint.access) ? [own, victim.orgId, missingOrg] : [own]) {
    const verdict = judge(endpoint, caller.who, orgId)
    // What the caller may change there is theirs to change.
    if (orgId === victim.orgId && verdict === 'in' && endpoint.method !== 'GET' && !slot) continue
    const about = `${endpoint.method} ${endpoint.path} by ${caller.name}, in organisation ${orgId}`
    if (slot) await trySlot(trial, caller, about, { endpoint, orgId, verdict, ...slot })
    else await tryPlain(trial, caller, about, { endpoint, orgId, verdict })
  }
  if (slot && isRole(endpoint.access)) await tryOwn(trial, caller, endpoint, world)
}

interface EndpointCase {
  readonly endpoint: Described
  readonly orgId: number
  readonly verdict: Verdict
}

async function tryPlain(trial: Trial, caller: Caller, about: string, { endpoint, orgId, verdict }: EndpointCase) {
  const call = callOf(endpoint, orgId)
  if (verdict === 'in' && orgId === caller.home.orgId) await makeReady(trial.world.store, endpoint, caller.home, call)
  const answer = await trial.ask(caller, call, String(orgId))
  // Devices are named by numbers, and the one that is named is nobody's.
  const namesDevice = endpoint.path.includes('/:device') || endpoint.id === 'eraseMine'
  const due = verdict === 'in' && namesDevice ? 404 : verdict
  check(trial, caller, about, answer, due, endpoint.access)
  if (orgId === trial.victim.orgId && verdict === 404)
    compare(trial, about, answer, await trial.ask(caller, callOf(endpoint, missingOrg), String(missingOrg)))
}

/** An id there is a name that the caller gives, or what is looked for. */
const anyId = new Set(['ingest', 'accessLog', 'accessLogFile'])

type SlotCase = EndpointCase & { readonly field: string; readonly slot: Slot }

async function trySlot(trial: Trial, caller: Caller, about: string, one: SlotCase) {
  const { victim } = trial
  const { endpoint, orgId, verdict, field, slot } = one
  const isVictims = orgId === victim.orgId && caller.who.kind === 'person' && caller.who.roles.has(orgId)
  const all = slot === 'code' ? [victim.waitingCode] : idsFor(trial, caller, endpoint.access)
  // Whoever is turned away at the door is so before anything that they name is looked at.
  const known = hasCommonDoor(endpoint) ? all.slice(0, 1) : verdict === 'in' ? all : all.slice(0, 2)
  await tryIds(trial, caller, about, {
    request: (given) => callOf(endpoint, orgId, given),
    slot,
    ids: known.filter((id) => !(isVictims && id !== '') && takes(endpoint, field, id)),
    verdict,
    access: endpoint.access,
    isMade: anyId.has(endpoint.id) || slot === 'secret',
  })
}

interface IdCases {
  readonly request: (given: string) => Call
  readonly slot: Slot | 'org'
  readonly ids: readonly string[]
  readonly verdict: Verdict
  readonly access: string
  /** Whether it is for whoever asks, whatever they name. */
  readonly isMade: boolean
}

/** What is somebody else's is answered as what does not exist. */
async function tryIds(trial: Trial, caller: Caller, about: string, given: IdCases) {
  const { request, slot, ids, verdict, access, isMade } = given
  const answers = new Map<string, Answer>()
  for (const id of ids) {
    const shape = id.replace(/[0-9a-f]/g, '0')
    const missing = missingLike(id, slot)
    const none = answers.get(shape) ?? (await trial.ask(caller, request(missing), missing))
    answers.set(shape, none)
    const answer = await trial.ask(caller, request(id), id)
    const where = `${about}, with ${id}`
    compare(trial, where, answer, none)
    const found = verdict === 'in' && !isMade ? 404 : verdict
    check(trial, caller, where, answer, found, access)
  }
}

/** And what is really there is for who may. */
async function tryOwn(trial: Trial, caller: Caller, endpoint: Described, world: IsolationWorld) {
  const { home, who } = caller
  const { id, target } = await makeTarget(world, home, endpoint)
  const answer = await trial.ask(caller, callOf(endpoint, home.orgId, id), id)
  const verdict = target ? judgeTarget(endpoint, who, home.orgId, target) : judgeOther(endpoint, caller)
  check(trial, caller, `${endpoint.method} ${endpoint.path} by ${caller.name}, of their own`, answer, verdict, 'own')
}

const judgeOther = (endpoint: Described, { who, home }: Caller): Verdict =>
  endpoint.id === 'removeRecipient'
    ? judgeHidden(endpoint, who, home.orgId)
    : endpoint.tag === 'deviceGrants'
      ? judgeTarget(endpoint, who, home.orgId, undefined)
      : judge(endpoint, who, home.orgId)

async function makeTarget({ store, passwordHash }: IsolationWorld, home: Tenant, { id, tag }: Described) {
  const { orgId, word, people } = home
  if (tag === 'deviceGrants') {
    const { waitingCode, waitingId } = await addWaitingAgain(store, home)
    return { id: id === 'decideWaiting' ? waitingId : waitingCode }
  }
  if (tag === 'clients')
    return {
      id: (await addClient(store, { orgId, word, role: 'manager', scopes: ['read'], createdBy: people.owner })).id,
    }
  if (id === 'removeRecipient') return { id: await addRecipient(store, home) }
  if (tag === 'licences') return { id: await addSomeLicence(store, home) }
  if (id === 'revokeFleetToken') return { id: await addFleet(store, home) }
  if (id === 'revokeInvitation') return { id: await addInvited(store, home) }
  const userId = await addMember(store, orgId, word, 'member', passwordHash)
  if (id === 'accessLog' || id === 'accessLogFile' || id === 'setPolicy') return { id: userId }
  const target: Membership | undefined = await findMembership(store, orgId, userId)
  if (tag === 'reports') return { id: await addReported(store, home, userId, id === 'resendMail'), target }
  return { id: userId, target }
}

async function tryPage(trial: Trial, caller: Caller, name: string, call: PageCall) {
  const { victim } = trial
  const own = caller.home.orgId
  const verdict: Verdict = call.access === 'public' || caller.who.kind === 'person' ? 'in' : 401
  const about = `${name} by ${caller.name}`
  const request = (given?: string) => toPageRequest(name, call, own, given)
  const due = call.isMissing && verdict === 'in' ? 404 : verdict
  if (!call.slot) return check(trial, caller, about, await trial.ask(caller, request(), ''), due, call.access)
  const { slot } = call.slot
  const isTheirs = caller.who.kind === 'person' && caller.who.roles.has(victim.orgId)
  if (isTheirs && (slot === 'org' || slot === 'code')) return
  const given =
    slot === 'code'
      ? [victim.waitingCode]
      : slot === 'org'
        ? [String(victim.orgId)]
        : idsFor(trial, caller, call.access)
  // A form is answered by going back to its page.
  const isMade = slot === 'id' || slot === 'secret'
  await tryIds(trial, caller, about, { request, slot, ids: given, verdict, access: call.access, isMade })
}

function check(
  trial: Trial,
  caller: Caller,
  about: string,
  { status, text }: Answer,
  verdict: Verdict,
  access: string,
) {
  const { state, canaries, victim } = trial
  state.cases++
  const key = `${access} ${verdict} ${status}`
  state.statuses[key] = (state.statuses[key] ?? 0) + 1
  const isFit = verdict === 'in' ? isInside(status, access) : status === verdict
  if (!isFit) state.leaks.push(`${about}: ${verdict} was due, and it is ${text.slice(0, 400)}`)
  const belongs = caller.who.kind === 'person' && caller.who.roles.has(victim.orgId)
  const [leaked] = belongs ? [] : (canaries.exec(text) ?? [])
  if (leaked !== undefined) state.leaks.push(`${about}: "${leaked}" of ${victim.word} is in ${text.slice(0, 400)}`)
}

/** Whoever is inside is told of what was asked; a sign-in with a wrong password is still no sign-in. */
const isInside = (status: number, access: string) =>
  access === 'public' ? status < 500 && status !== 429 : status < 400 || [409, 410, 422].includes(status)

function compare(trial: Trial, about: string, one: Answer, none: Answer) {
  if (one.plain !== none.plain)
    trial.state.leaks.push(
      `${about}: ${one.plain.slice(0, 400)}\n  but for what does not exist ${none.plain.slice(0, 400)}`,
    )
}
