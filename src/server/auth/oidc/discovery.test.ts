import { clientCredentialsGrant } from 'openid-client'
import { afterEach, expect, it } from 'vitest'
import { type FalseProvider, startFalseProvider } from '../../../../tests/support/false-provider.ts'
import { dayMs, hourMs, secondMs } from '../../../core/time.ts'
import { createDiscovery, toReason } from './discovery.ts'

let provider: FalseProvider | undefined
afterEach(() => provider?.stop())

async function start(clientSecret?: string) {
  provider = await startFalseProvider()
  const { asked, shown, says, setAway } = provider
  let now = 0
  const lines: string[] = []
  const keep = (about: unknown, text: string) => void lines.push(`${text} ${JSON.stringify(about)}`)
  const given = { name: 'acme', label: 'Acme', issuer: provider.issuer, clientId: 'usage-audit', clientSecret }
  const discover = createDiscovery(given, { info: keep, warn: keep } as never, () => now)
  const forward = (ms: number) => {
    now += ms
  }
  return { discover, forward, lines, asked, shown, says, setAway }
}

const away = expect.objectContaining({ code: 'unavailable', details: { fault: 'away' } })

it('asks a provider once for many people, and again after an hour', async () => {
  const { discover, forward, asked } = await start()
  await Promise.all(Array.from({ length: 20 }, discover))
  forward(hourMs - 1)
  await discover()
  expect(asked).toHaveLength(1)
  forward(1)
  await discover()
  expect(asked).toHaveLength(2)
})

it('says once per try that a provider is away, leaves it alone for a moment, and says when it is back', async () => {
  const { discover, forward, asked, lines, setAway } = await start()
  setAway(true)
  for (const _ of [1, 2, 3]) await expect(discover()).rejects.toEqual(away)
  expect([asked.length, lines.length]).toEqual([1, 1])
  expect(lines[0]).toContain('"provider":"acme"')
  forward(5 * secondMs)
  setAway(false)
  await discover()
  expect(lines.at(-1)).toContain('answers again')
})

it('goes on for a day with what a provider said before it was away', async () => {
  const { discover, forward, setAway } = await start()
  const known = await discover()
  setAway(true)
  forward(dayMs - 1)
  expect(await discover()).toBe(known)
  forward(5 * secondMs)
  await expect(discover()).rejects.toEqual(away)
})

it('refuses one that gives itself out for another', async () => {
  const { discover, says } = await start()
  says.issuer = 'https://other.example'
  await expect(discover()).rejects.toEqual(away)
})

it('shows the secret in the way that the provider names', async () => {
  const { discover, says, shown, forward } = await start('a secret')
  await clientCredentialsGrant(await discover()).catch(() => {})
  says.token_endpoint_auth_methods_supported = ['client_secret_post']
  forward(hourMs)
  await clientCredentialsGrant(await discover()).catch(() => {})
  expect(shown).toEqual([undefined, 'Basic', undefined, undefined])
})

it('asks no address over plain http that is not this computer, whatever the provider says', async () => {
  const { discover, says } = await start('a secret')
  says.token_endpoint = 'http://192.0.2.1/token'
  const problem = await clientCredentialsGrant(await discover()).catch(toReason)
  expect(problem).toContain('names http://192.0.2.1/token, which is not asked')
})
