import { once } from 'node:events'
import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { findFreePort, untilAnswers } from '../support/installation.ts'
import { cleanEnvironment, newFolder, startProgram } from '../support/program.ts'
import { describeRestarts } from '../support/restart-trial.ts'

describeRestarts(3)

it('a second SIGTERM ends the server at once, however long a request under way takes', async () => {
  const port = await findFreePort()
  const env = cleanEnvironment({ USAGE_AUDIT_SERVER__PORT: String(port), USAGE_AUDIT_LOG__LEVEL: 'silent' })
  const child = startProgram(['serve', '--data-dir', newFolder()], env)
  await untilAnswers(`http://127.0.0.1:${port}/readyz`)
  // The head of a request never ends: the connection is not idle.
  const socket = connect(port, '127.0.0.1')
  socket.on('error', () => {})
  socket.write('GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n')
  await sleep(200)
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  expect(await Promise.race([ended, sleep(500, 'still there')])).toBe('still there')
  child.kill('SIGTERM')
  expect(await ended).toEqual([130, null])
  socket.destroy()
})
