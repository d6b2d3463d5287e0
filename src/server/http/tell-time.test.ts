import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { H3, HTTPResponse, toNodeHandler } from 'h3'
import { request } from 'undici'
import { expect, it } from 'vitest'
import { tellTime } from './tell-time.ts'

it('tells the time of the given clock with every answer, and leaves every cookie', async () => {
  const app = new H3({ silent: true })
  app.get('/two', (event) => {
    event.res.headers.append('set-cookie', 'one=1')
    event.res.headers.append('set-cookie', 'two=2')
    return new HTTPResponse('', { status: 303, headers: { location: '/' } })
  })
  app.get('/data', () => ({ some: 'data' }))
  const server = createServer(tellTime(toNodeHandler(app) as Parameters<typeof tellTime>[0], () => 0))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  for (const [path, cookies] of [
    ['/two', ['one=1', 'two=2']],
    ['/data', undefined],
    ['/nothing', undefined],
  ] as const) {
    const { headers, body } = await request(`http://127.0.0.1:${port}${path}`)
    await body.dump()
    expect([path, headers.date, headers['set-cookie']]).toEqual([path, 'Thu, 01 Jan 1970 00:00:00 GMT', cookies])
  }
  server.close()
  server.closeAllConnections()
})
