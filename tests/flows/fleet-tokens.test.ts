import { Pool } from 'undici'
import { expect, it } from 'vitest'
import { agentClientId, deviceCodeGrant, deviceCodePath, deviceTokenPath } from '../../src/protocol/enrolment.ts'
import { findDevices } from '../../src/server/store/devices.ts'
import { createFleetToken, findFleetTokens } from '../../src/server/store/fleet-tokens.ts'
import { personalOrg } from '../../src/server/store/people.ts'
import { enroll, noon } from '../support/records.ts'
import { serve } from '../support/server.ts'
import { describeStores } from '../support/stores.ts'

const uses = 25
const parallel = 1_000

describeStores('a stolen fleet token', (open) => {
  it('lets in as many computers as it says, of a thousand that come at once, and none an hour later', async () => {
    const store = await open()
    const { user } = await enroll(store)
    let now = noon
    const server = await serve(store, { now: () => now, http: { port: 0, host: '127.0.0.1', behindProxy: true } })
    const given = { orgId: personalOrg, name: 'desks', userId: user.id, approval: false, uses, createdBy: user.id }
    const { token } = await createFleetToken(store, { ...given, expiresAt: noon + 3_600_000, now })
    const pool = new Pool(server.url, { connections: 64 })
    let asked = 0
    const post = async (path: string, fields: Record<string, string>) => {
      const n = asked++
      const answer = await pool.request({
        method: 'POST',
        path,
        headers: {
          authorization: `Bearer ${token}`,
          'content-type': 'application/x-www-form-urlencoded',
          'x-forwarded-for': `10.0.${n >> 8}.${n & 255}`,
        },
        body: new URLSearchParams({ client_id: agentClientId, ...fields }).toString(),
      })
      return { status: answer.statusCode, body: (await answer.body.json()) as Record<string, string> }
    }
    const ask = (n: number) => post(deviceCodePath, { host_name: `desk-${n}`, scope: 'ingest' })
    const answers = await Promise.all(Array.from({ length: parallel }, (_, n) => ask(n)))
    const letIn = answers.filter(({ status }) => status === 200)
    expect(letIn).toHaveLength(uses)
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 401]))
    const fetched = await Promise.all(
      letIn
        .flatMap(({ body }) => [body, body])
        .map(({ device_code }) => post(deviceTokenPath, { grant_type: deviceCodeGrant, device_code: device_code! })),
    )
    expect(fetched.filter(({ status }) => status === 200)).toHaveLength(uses)
    expect((await findDevices(store, personalOrg)).length).toBe(1 + uses)
    expect(await findFleetTokens(store, personalOrg)).toMatchObject([{ usesLeft: 0 }])
    await createFleetToken(store, { ...given, expiresAt: noon + 3_600_000, now })
    now += 3_600_000
    expect((await ask(0)).status).toBe(401)
    await pool.close()
    await server.stop()
  })
})
