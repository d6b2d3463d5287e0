import { request } from 'undici'
import { AppError } from '../core/errors.ts'
import { secondMs } from '../core/time.ts'
import { type ThisDevice, thisDevice } from '../protocol/device.ts'
import { describeProblem } from './network-problem.ts'

/**
 * Asks a server whose token this is, so that a wrong address or token is known now and not from a growing backlog.
 * @throws AppError `unauthenticated` for a token it does not know, `unavailable` if it is not there or is no usage-audit server
 */
export async function askWhoseToken(server: string, token: string): Promise<ThisDevice> {
  const answer = await request(`${server}${thisDevice.path}`, {
    headers: { authorization: `Bearer ${token}` },
    headersTimeout: 15 * secondMs,
  }).catch((cause: Error) => {
    throw new AppError('unavailable', `cannot reach ${server}: ${describeProblem(cause)}`, {
      cause,
      at: 'agent.server',
    })
  })
  if (answer.statusCode === 401)
    throw new AppError(
      'unauthenticated',
      `${server} does not know this token; make a new one with \`devices add\` there`,
    )
  const parsed = thisDevice.output.safeParse(await answer.body.json().catch(() => undefined))
  if (!parsed.success)
    throw new AppError('unavailable', `${server} does not answer as a usage-audit server (HTTP ${answer.statusCode})`)
  return parsed.data
}
