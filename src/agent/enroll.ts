import { AppError } from '../core/errors.ts'
import { secondMs } from '../core/time.ts'
import { type ThisDevice, thisDevice } from '../protocol/device.ts'
import { describeProblem } from './network-problem.ts'
import { request, toJson } from './request.ts'

/**
 * Asks a server whose token this is, so that a wrong address or token is known now and not from a growing backlog.
 * @param ca the authorities, in PEM, that alone may vouch for it
 * @throws AppError `unauthenticated` for a token it does not know, `unavailable` if it is not there or is no usage-audit server
 */
export async function askWhoseToken(server: string, token: string, ca?: string): Promise<ThisDevice> {
  const answer = await request(`${server}${thisDevice.path}`, {
    headers: { authorization: `Bearer ${token}` },
    method: thisDevice.method,
    patienceMs: 15 * secondMs,
    ca,
  }).catch((cause: Error) => {
    throw new AppError('unavailable', `cannot reach ${server}: ${describeProblem(cause)}`, {
      cause,
      at: 'agent.server',
    })
  })
  if (answer.status === 401)
    throw new AppError(
      'unauthenticated',
      `${server} does not know this token; make a new one with \`devices add\` there`,
    )
  const parsed = thisDevice.output.safeParse(toJson(answer.text))
  if (!parsed.success)
    throw new AppError('unavailable', `${server} does not answer as a usage-audit server (HTTP ${answer.status})`)
  return parsed.data
}
