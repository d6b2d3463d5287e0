import {
  createServer as createHttpServer,
  type Server as HttpServer,
  type ServerOptions as HttpServerOptions,
} from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { AppError } from '../../core/errors.ts'
import { minuteMs, secondMs } from '../../core/time.ts'
import type { Log } from '../log.ts'
import { followPair } from '../tls/follow.ts'
import { type PairFiles, readPair } from '../tls/pair.ts'
import { findPortHolder } from './port-holder.ts'

export interface HttpOptions {
  /** 0 takes any free port. */
  readonly port: number
  readonly host: string
  readonly publicUrl?: string | undefined
  readonly tlsCert?: string | undefined
  readonly tlsKey?: string | undefined
  readonly behindProxy: boolean
  /** Addresses and networks of proxies; undefined: this computer alone. */
  readonly trustedProxies?: readonly string[] | undefined
  /** False where browsers must not insist on TLS, for they do not know the authority. */
  readonly hsts?: boolean
  /** What sets the port, for an error. */
  readonly setting?: string
}

type Handler = Parameters<typeof createHttpServer>[1]

/** Listens. @throws AppError `unavailable` if the port is taken, `config` for a certificate that is none */
export async function listen(http: HttpOptions, handler: Handler, log: Log): Promise<HttpServer> {
  const limits = { headersTimeout: 10 * secondMs, requestTimeout: minuteMs, connectionsCheckingInterval: 5 * secondMs }
  const server =
    http.tlsCert && http.tlsKey
      ? createTlsServer(limits, { certFile: http.tlsCert, keyFile: http.tlsKey }, handler, log)
      : createHttpServer(limits, handler)
  server.maxConnections = 2_000
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen({ port: http.port, host: http.host }, resolve)
  }).catch((cause) => {
    throw toListenError(cause, http)
  })
  return server
}

function createTlsServer(limits: HttpServerOptions, files: PairFiles, handler: Handler, log: Log): HttpServer {
  const { cert, key } = readPair(files, Date.now())
  const server = createHttpsServer(
    { ...limits, cert, key, minVersion: 'TLSv1.2', handshakeTimeout: 10 * secondMs },
    handler,
  )
  followPair(server, files, { log, now: Date.now })
  return server
}

function toListenError(cause: NodeJS.ErrnoException, { port, host, setting = 'server.port' }: HttpOptions): AppError {
  if (cause.code === 'EADDRINUSE')
    return new AppError(
      'unavailable',
      `port ${port} on ${host} is in use by ${findPortHolder(port) ?? 'another program'}; stop it, or set ${setting} to a free one`,
      { cause, at: setting },
    )
  if (cause.code === 'EACCES')
    return new AppError('forbidden', `port ${port} may not be opened by this account; take one above 1023`, {
      cause,
      at: setting,
    })
  return new AppError('unavailable', `cannot listen on ${host}: ${cause.message}`, { cause, at: 'server.host' })
}

/** The address a server was given. */
export function urlOf(http: HttpOptions, server: HttpServer): string {
  const { port } = server.address() as AddressInfo
  const host = http.host.includes(':') ? `[${http.host}]` : http.host
  return `${http.tlsCert ? 'https' : 'http'}://${host}:${port}`
}

/**
 * Takes no more connections, lets requests under way end, and closes each connection as it falls idle; after `mostMs` whoever
 * is left is cut off.
 */
export const close = (server: HttpServer, mostMs: number) =>
  new Promise<void>((resolve) => {
    const sweep = setInterval(() => server.closeIdleConnections(), 50)
    const cut = setTimeout(() => server.closeAllConnections(), mostMs)
    server.close(() => {
      clearInterval(sweep)
      clearTimeout(cut)
      resolve()
    })
    server.closeIdleConnections()
  })
