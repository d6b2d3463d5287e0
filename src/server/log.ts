import pino from 'pino'

export type Log = pino.Logger

/** Structured logs, one JSON object a line on standard error; what might be a secret is never written. */
export const createLog = (level: string): Log =>
  pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: {
        paths: ['token', 'authorization', 'password', 'cookie', '*.token', '*.authorization', '*.password', '*.cookie'],
        censor: '…',
      },
    },
    pino.destination({ fd: 2, sync: true }),
  )
