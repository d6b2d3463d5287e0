import { describeCertificateProblem } from './certificate-problem.ts'

const messages: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'the server is not there (connection refused)',
  ENOTFOUND: 'the name of the server is not known',
  EAI_AGAIN: 'the name of the server is not known',
  ETIMEDOUT: 'the server did not answer in time',
  UND_ERR_HEADERS_TIMEOUT: 'the server did not answer in time',
  UND_ERR_BODY_TIMEOUT: 'the server did not answer in time',
  UND_ERR_CONNECT_TIMEOUT: 'the server could not be reached in time',
  UND_ERR_SOCKET: 'the connection broke off',
  ECONNRESET: 'the connection broke off',
  ABORT_ERR: 'stopped',
}

/** Why a request failed, in words for a person. */
export function describeProblem(problem: unknown): string {
  const { code, name, message } = problem as { code?: string; name?: string; message?: string }
  const certificate = describeCertificateProblem(problem)
  if (certificate) return certificate
  // OpenSSL's own words name its source lines.
  if (code?.startsWith('ERR_SSL_')) return `TLS failed (${code})`
  return messages[code ?? ''] ?? (name === 'AbortError' ? 'stopped' : (message ?? String(problem)))
}
