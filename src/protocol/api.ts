import * as batches from './batches.ts'
import * as categories from './categories.ts'
import * as clients from './clients.ts'
import * as device from './device.ts'
import * as deviceGrants from './device-grants.ts'
import * as devices from './devices.ts'
import type { Endpoint } from './endpoint.ts'
import * as fleet from './fleet.ts'
import * as licences from './licences.ts'
import * as mail from './mail.ts'
import * as me from './me.ts'
import * as memberData from './member-data.ts'
import * as orgs from './orgs.ts'
import * as policies from './policies.ts'
import * as policy from './policy.ts'
import * as reports from './reports.ts'
import * as rights from './rights.ts'
import * as session from './session.ts'
import * as software from './software.ts'
import * as sortedApps from './sorted-apps.ts'
import * as subscriptions from './subscriptions.ts'
import * as usage from './usage.ts'

const isEndpoint = (value: unknown): value is Endpoint =>
  typeof value === 'object' && value !== null && 'method' in value && 'path' in value && 'access' in value

/** An endpoint with the name it has in code, and the subject it belongs to. */
export interface Described extends Endpoint {
  readonly id: string
  readonly tag: string
}

const own = { session, me, rights, usage }
const ofOrganisations = { orgs, clients, deviceGrants, memberData, policies, reports, subscriptions }
const ofSoftware = { fleet, licences, software, categories: { ...categories, ...sortedApps } }
const ofMails = { mail }
const subjects = { batches, device, devices, ...own, ...ofOrganisations, ...ofSoftware, ...ofMails, policy }

/** The whole API: every endpoint that is described, each with who may call it. */
export const api: readonly Described[] = Object.entries(subjects).flatMap(([tag, subject]) =>
  Object.entries(subject).flatMap(([id, value]) => (isEndpoint(value) ? [{ ...value, id, tag }] : [])),
)
