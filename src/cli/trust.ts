import { X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { AppError } from '../core/errors.ts'
import { reasonOf } from './data-dir.ts'

/**
 * Who alone may vouch for the server, in PEM: the authority that enrolment pinned, else the file of `agent.ca`; undefined
 * leaves it to the authorities that Node knows, and those of NODE_EXTRA_CA_CERTS.
 * @throws AppError `config` if the file is none of certificates
 */
export function readTrust(pinned: string | undefined, caFile: string | undefined): string | undefined {
  if (pinned !== undefined || caFile === undefined) return pinned
  try {
    const pem = readFileSync(caFile, 'utf8')
    new X509Certificate(pem)
    return pem
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException
    const why = code?.startsWith('ERR_') ? 'it holds no certificate in PEM' : reasonOf(cause)
    throw new AppError('config', `agent.ca, ${caFile}, cannot be used: ${why}`, { cause, at: 'agent.ca' })
  }
}
