import * as batches from './batches.ts'
import * as clients from './clients.ts'
import * as device from './device.ts'
import * as deviceGrants from './device-grants.ts'
import type { Endpoint } from './endpoint.ts'
import * as me from './me.ts'
import * as orgs from './orgs.ts'
import * as session from './session.ts'

const isEndpoint = (value: unknown): value is Endpoint =>
  typeof value === 'object' && value !== null && 'method' in value && 'path' in value && 'access' in value

/** The whole API: every endpoint that is described, each with who may call it. */
export const api: readonly Endpoint[] = [batches, device, session, me, orgs, clients, deviceGrants].flatMap((subject) =>
  Object.values(subject).filter(isEndpoint),
)
