import { AppError } from '../../core/errors.ts'

/** What the drivers say when the database is full, by SQLite's name and by SQLSTATE. */
const full = /^(SQLITE_FULL|53100)$/

/**
 * When it is away, starting, stopping, locked or read-only: SQLite's names, SQLSTATEs (connection, resources, operator's
 * orders, its system, transactions it ended, locks, standby), the driver's own names, and the system's.
 */
const away =
  /^(SQLITE_(BUSY|LOCKED|IOERR|READONLY|CANTOPEN|PROTOCOL)(_\w+)?|08\w{3}|53[234]00|57P0\d|57014|58\w{3}|25006|25P0\d|40001|40P01|55P03|CONNECT(ION)?_\w+|ECONN\w+|ETIMEDOUT|EPIPE|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH)$/

/** An error of a driver that says nothing about the request, but that the database cannot serve it now; undefined for any other. */
export function toStoreProblem(error: unknown): AppError | undefined {
  for (let at = error as { code?: unknown; cause?: unknown } | undefined, depth = 0; at && depth < 5; depth++) {
    const code = typeof at.code === 'string' ? at.code : ''
    if (full.test(code))
      return new AppError('store_full', 'the disk of the server is full; nothing of this was stored', { cause: error })
    if (away.test(code))
      return new AppError('store_unavailable', 'the database does not answer; nothing of this is known to be stored', {
        cause: error,
      })
    at = at.cause as typeof at
  }
  return undefined
}
