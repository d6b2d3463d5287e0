import { connect, createServer } from 'node:net'
import { askWhoseToken } from '../../agent/enroll.ts'
import { describeProblem } from '../../agent/network-problem.ts'
import { readServerHealth } from '../../agent/server-health.ts'
import { AppError } from '../../core/errors.ts'
import { findPortHolder } from '../../server/http/port-holder.ts'
import { parseSmtpUrl } from '../../server/mail/smtp-url.ts'
import { peekPause } from '../../server/store/peek-channel.ts'
import type { Cli } from '../cli.ts'
import type { Config } from '../config-shape.ts'
import { type Credentials, readCredentials } from '../credentials.ts'
import { readAuthority } from '../self-signed-side.ts'
import { readTrust } from '../trust.ts'
import type { Case } from './cases.ts'
import { connectMs, evaluateClock, evaluateMail, evaluatePort, evaluateServer } from './evaluate.ts'

/** Enrolment, the server and its clock; what cannot be asked without the one before is left out. */
export async function probeServer(cli: Cli, config: Config): Promise<Case[]> {
  const { credentials: file } = cli.dataPaths()
  let credentials: Credentials | undefined
  try {
    credentials = readCredentials(file)
  } catch {
    return [{ code: 'enrolment_damaged', file }]
  }
  if (!credentials) return [{ code: 'enrolment_none' }]
  const { server, token } = credentials
  const trust = probeTrust(server, credentials.ca, config.agent.ca)
  if (typeof trust === 'object') return [trust]
  const ca = trust
  const health = await readServerHealth(server, cli.now, ca)
  const problem = evaluateServer(server, health)
  if (problem) return [problem]
  const clock = health.kind === 'alive' && health.clockAheadMs !== undefined ? [evaluateClock(health.clockAheadMs)] : []
  return [await probeToken(server, token, ca), ...clock]
}

function probeTrust(server: string, pinned: string | undefined, file: string | undefined): Case | string | undefined {
  try {
    return readTrust(pinned, file)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return { code: 'server_untrusted', server, reason: error.message }
  }
}

async function probeToken(server: string, token: string, ca: string | undefined): Promise<Case> {
  try {
    const { name, person } = await askWhoseToken(server, token, ca)
    return { code: 'enrolment_fine', server, device: name, person }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    if (error.code === 'unauthenticated') return { code: 'enrolment_unknown', server }
    return { code: 'server_stranger', server, reason: error.message }
  }
}

/** Whether `serve` or `up` could listen. Nobody is answered: the port is let go at once. */
export async function probePort(cli: Cli, { server: { host, port, tlsCert, tls } }: Config): Promise<Case> {
  const error = await tryToListen(host, port)
  const held = error === 'EADDRINUSE'
  const local = /^(0\.0\.0\.0|::)$/.test(host) ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host
  const ca = tls === 'self-signed' ? readAuthority(cli) : undefined
  // A certificate from outside is for the public name, so a server with one cannot be asked from here.
  const ours =
    held &&
    !tlsCert &&
    (await readServerHealth(`${ca ? 'https' : 'http'}://${local}:${port}`, cli.now, ca)).kind === 'alive'
  return evaluatePort({ host, port, error, holder: held ? findPortHolder(port) : undefined, ours })
}

const tryToListen = (host: string, port: number): Promise<string | undefined> =>
  new Promise((resolve) => {
    const server = createServer()
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message))
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(undefined)))
  })

/** Whether the mail server can be reached; no mail is sent, nothing is said to it. */
export async function probeMail({ mail, server: { database } }: Config): Promise<Case> {
  if (mail.smtpUrl === undefined) return { code: 'mail_outbox', folder: mail.outbox }
  const server = parseSmtpUrl(mail.smtpUrl)
  const { host, port } = server
  const paused = database.startsWith('file:') && peekPause(database.slice('file:'.length), `smtp ${host}:${port}`)
  if (paused) return { code: 'mail_paused', host, port, ...paused }
  return evaluateMail(server, await tryToConnect(server.host, server.port))
}

/** Undefined if it can be reached, else why not. */
const tryToConnect = (host: string, port: number): Promise<string | undefined> =>
  new Promise((resolve) => {
    const socket = connect({ host, port, timeout: connectMs })
    const end = (reason: string | undefined) => {
      socket.destroy()
      resolve(reason)
    }
    socket.once('connect', () => end(undefined))
    socket.once('timeout', () => end(describeProblem({ code: 'ETIMEDOUT' })))
    socket.once('error', (error) => end(describeProblem(error)))
  })
