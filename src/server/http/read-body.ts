import type { IncomingMessage } from 'node:http'
import { promisify } from 'node:util'
import { gunzip, gunzipSync } from 'node:zlib'
import { AppError } from '../../core/errors.ts'
import { createQueue } from '../../core/queue.ts'

const inflateLater = promisify(gunzip)

/** A usual upload inflates in less time than it takes to ask another thread for it; what is larger must not hold others up. */
const inflatedAtOnce = 256 * 1024

/** So many are inflated by other threads at once: each may come to all that is taken. */
const inflating = createQueue(4)

export interface BodyLimits {
  readonly bytes: number
  readonly inflatedBytes: number
}

/** A body as it travelled. */
export interface Body {
  readonly bytes: Buffer
  readonly encoding: 'identity' | 'gzip'
}

/**
 * The body of a request that may be JSON, read from Node's own stream within a limit.
 * @throws AppError `media_type`, `encoding`, `too_large`, `body_missing`, `body_truncated`
 */
export async function readBody(request: IncomingMessage, limits: Pick<BodyLimits, 'bytes'>): Promise<Body> {
  const type = request.headers['content-type'] ?? ''
  if (!/^application\/json(;|$)/i.test(type))
    throw new AppError('media_type', `send application/json; this is ${type ? `"${type}"` : 'without a content-type'}`)
  const encoding = (request.headers['content-encoding'] ?? 'identity').toLowerCase()
  if (encoding !== 'identity' && encoding !== 'gzip')
    throw new AppError('encoding', `send the body as it is or as gzip; "${encoding}" is not understood`)
  const bytes = await readBytes(request, limits.bytes)
  if (bytes.length === 0) throw new AppError('body_missing', 'the request has no body')
  return { bytes, encoding }
}

/** What a body says, plain or gzip, within a limit. @throws AppError `too_large`, `body_truncated`, `json_invalid` */
export async function toJson(
  { bytes, encoding }: Body,
  { inflatedBytes }: Pick<BodyLimits, 'inflatedBytes'>,
): Promise<unknown> {
  const body = encoding === 'gzip' ? await inflateWithin(bytes, inflatedBytes) : bytes
  if (body.length > plainBytes && countParts(body) > mostParts)
    throw new AppError('too_large', `the body has more than ${mostParts} fields and lists in it; send fewer rows`)
  try {
    return JSON.parse(body.toString('utf8'))
  } catch (error) {
    throw new AppError('json_invalid', 'the body is not JSON, or it is cut short', { cause: error })
  }
}

/** What is shorter is parsed in a moment, whatever it is. */
const plainBytes = 1_000_000
/** A hundred times what a full batch has: eight megabytes of empty lists would take everybody's time to parse. */
const mostParts = 400_000

/** How many lists, objects and fields there can be, counted without parsing: `[`, `{` and `:`. */
function countParts(body: Buffer): number {
  let parts = 0
  for (const byte of body) if (byte === 0x5b || byte === 0x7b || byte === 0x3a) parts++
  return parts
}

/**
 * The fields of a form that a page sent; of two with one name the last.
 * @throws AppError `media_type`, `too_large`, `body_truncated`
 */
export async function readForm(request: IncomingMessage, mostBytes: number): Promise<Readonly<Record<string, string>>> {
  if (!/^application\/x-www-form-urlencoded(;|$)/i.test(request.headers['content-type'] ?? ''))
    throw new AppError('media_type', 'send the form as application/x-www-form-urlencoded')
  const body = await readBytes(request, mostBytes)
  return Object.fromEntries(new URLSearchParams(body.toString('utf8')))
}

async function readBytes(request: IncomingMessage, limit: number): Promise<Buffer> {
  const tooLarge = () => new AppError('too_large', `the body is larger than ${limit} bytes; send fewer rows`)
  if (Number(request.headers['content-length'] ?? 0) > limit) throw tooLarge()
  const chunks: Buffer[] = []
  let length = 0
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      length += chunk.length
      if (length > limit) throw tooLarge()
      chunks.push(chunk)
    }
  } catch (error) {
    if (error instanceof AppError) throw error
    throw new AppError('body_truncated', 'the connection ended before the body did', { cause: error })
  }
  return Buffer.concat(chunks, length)
}

async function inflateWithin(sent: Buffer, limit: number): Promise<Buffer> {
  try {
    return inflateAtOnce(sent, limit) ?? (await inflating.run(() => inflateLater(sent, { maxOutputLength: limit })))
  } catch (error) {
    if (isTooLong(error))
      throw new AppError('too_large', `the body inflates to more than ${limit} bytes; send fewer rows`)
    throw new AppError('body_truncated', 'the gzip body is damaged or cut short', { cause: error })
  }
}

/** Undefined if there is more in it than may be inflated here: a few bytes can hold megabytes. */
function inflateAtOnce(sent: Buffer, limit: number): Buffer | undefined {
  if (sent.length > inflatedAtOnce) return undefined
  try {
    return gunzipSync(sent, { maxOutputLength: Math.min(limit, inflatedAtOnce), chunkSize: 64 * 1024 })
  } catch (error) {
    if (isTooLong(error) && limit > inflatedAtOnce) return undefined
    throw error
  }
}

const isTooLong = (error: unknown) => (error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE'
