import * as z from 'zod'
import { isRole } from '../core/access.ts'
import { api, type Described } from './api.ts'
import {
  deviceCodeAnswer,
  deviceCodeForm,
  deviceCodePath,
  deviceTokenAnswer,
  deviceTokenForm,
  deviceTokenPath,
  tokenRefusal,
} from './enrolment.ts'
import { clientCredentialsForm, tokenPath } from './oauth.ts'

/** A piece of the document; what it is made of is OpenAPI's own matter. */
type Json = Readonly<Record<string, unknown>>

/** The whole API as OpenAPI 3.1, made from the schemas that check what comes and goes. @param version of the program */
export function toOpenApi(version: string): Json {
  return {
    openapi: '3.1.0',
    info: {
      title: 'usage-audit',
      version,
      summary: 'Self-hosted software-usage auditor',
      description:
        'Instants are epoch milliseconds, durations milliseconds (`…Ms`), days `2026-11-30`, months `2026-11`. An endpoint of an organisation names it in its path; what is not the caller’s is 404.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/', description: 'This server' }],
    tags: [...new Set(api.map(({ tag }) => tag)), 'oauth'].map((name) => ({ name, description: tagWords[name] })),
    paths: { ...toPaths(), ...formPaths() },
    components: { securitySchemes, schemas: { Problem: problem, OAuthProblem: toSchema(tokenRefusal, 'output') } },
  }
}

const tagWords: Readonly<Record<string, string>> = {
  batches: 'What agents upload',
  device: 'A device about itself',
  devices: 'An organisation’s devices',
  session: 'Coming in',
  me: 'Whoever is signed in',
  orgs: 'Organisations and who is in them',
  clients: 'Programs that call the API',
  deviceGrants: 'Computers that wait to be let in',
  rights: 'What a person may do with what is stored of them',
  usage: 'What screens of a person’s figures read',
  memberData: 'One person’s data, for those who may see it',
  policies: 'What an organisation asks of its agents',
  reports: 'What was reported, and its mails',
  subscriptions: 'Who gets which reports, and how',
  fleet: 'Looking after many devices',
  licences: 'What an organisation pays for, and who uses it',
  mail: 'How mails leave, and whom none goes to',
  categories: 'What apps are sorted into, and by which rules',
  software: 'What is installed and used',
  policy: 'What agents are asked to leave out or to erase',
  oauth: 'Tokens, as OAuth 2.0 has them',
}

const problem = {
  type: 'object',
  required: ['error'],
  properties: {
    error: {
      type: 'object',
      required: ['code', 'message'],
      properties: {
        code: { type: 'string', description: 'What a program can branch on.' },
        message: { type: 'string', description: 'What is wrong, and the way out.' },
        at: { type: 'string', description: 'The field it is about.' },
      },
    },
  },
}

const securitySchemes = {
  deviceToken: { type: 'http', scheme: 'bearer', description: 'The token of a device.' },
  signIn: {
    type: 'apiKey',
    in: 'cookie',
    name: '__Host-usage_audit',
    description: 'What a browser keeps after the sign-in; `usage_audit` over plain HTTP on loopback.',
  },
  client: {
    type: 'oauth2',
    description: 'A program with its own id and secret.',
    flows: { clientCredentials: { tokenUrl: tokenPath, scopes: { read: 'looks', write: 'changes' } } },
  },
}

const toParts = (path: string) =>
  path
    .split('/')
    .filter((part) => part.startsWith(':'))
    .map((part) => part.slice(1))
const toTemplate = (path: string) => path.replace(/:(\w+)/g, '{$1}')

function toPaths(): Json {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const each of api) {
    const path = toTemplate(each.path)
    paths[path] = { ...paths[path], [each.method.toLowerCase()]: toOperation(each) }
  }
  return paths
}

function toOperation(described: Described): Json {
  const { id, tag, method, path, input, says } = described
  const fields = toSchema(input, 'input')
  const inPath = toParts(path)
  const properties = Object.entries((fields.properties ?? {}) as Json).filter(([name]) => !inPath.includes(name))
  const required = ((fields.required ?? []) as string[]).filter((name) => !inPath.includes(name))
  const hasBody = method === 'POST' || method === 'PATCH'
  const body = { ...fields, properties: Object.fromEntries(properties), required }
  return {
    operationId: id,
    tags: [tag],
    summary: says,
    security: toSecurity(described),
    parameters: [
      ...inPath.map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } })),
      ...(hasBody
        ? []
        : properties.map(([name, schema]) => ({ name, in: 'query', required: required.includes(name), schema }))),
    ],
    ...(hasBody && { requestBody: { required: true, content: { 'application/json': { schema: body } } } }),
    responses: {
      200: { description: 'Done', content: toContent(described) },
      '4XX': { description: 'Refused', content: { 'application/json': { schema: ref('Problem') } } },
      '5XX': { description: 'Come again', content: { 'application/json': { schema: ref('Problem') } } },
    },
  }
}

const toContent = ({ output, files }: Described): Json =>
  files === undefined
    ? { 'application/json': { schema: toSchema(output, 'output') } }
    : Object.fromEntries(files.map((type) => [type, {}]))

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` })

function toSecurity({ access, method, people }: Described): Json[] {
  if (access === 'public') return []
  if (access === 'device') return [{ deviceToken: [] }]
  const scope = method === 'GET' ? 'read' : 'write'
  const forPrograms = !people && isRole(access) && !(access === 'member' && method !== 'GET') && access !== 'owner'
  return [{ signIn: [] }, ...(forPrograms ? [{ client: [scope] }] : [])]
}

/** What is wrong with the form is said as OAuth says it; who asks too often, or shows no good token, is told as everywhere. */
const eitherProblem = { anyOf: [ref('OAuthProblem'), ref('Problem')] }

/** Forms that are posted, and answered as OAuth says. */
function formPaths(): Json {
  const form = (id: string, summary: string, schema: z.ZodType, answer: z.ZodType = z.looseObject({})) => ({
    post: {
      operationId: id,
      tags: ['oauth'],
      summary,
      security: [],
      requestBody: {
        required: true,
        content: { 'application/x-www-form-urlencoded': { schema: toSchema(schema, 'input') } },
      },
      responses: {
        200: { description: 'Granted', content: { 'application/json': { schema: toSchema(answer, 'output') } } },
        '4XX': { description: 'Refused', content: { 'application/json': { schema: eitherProblem } } },
        '5XX': { description: 'Come again', content: { 'application/json': { schema: ref('Problem') } } },
      },
    },
  })
  return {
    [deviceCodePath]: form('askForCode', 'A computer asks to be let in (RFC 8628).', deviceCodeForm, deviceCodeAnswer),
    [deviceTokenPath]: form(
      'askForDeviceToken',
      'It asks whether somebody let it in.',
      deviceTokenForm,
      deviceTokenAnswer,
    ),
    [tokenPath]: form('askForAccessToken', 'A program gets a token for ten minutes.', clientCredentialsForm),
  }
}

/** Refinements that JSON Schema cannot say are left out; the server checks them all the same. */
function toSchema(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Record<string, unknown>
  return rest
}
