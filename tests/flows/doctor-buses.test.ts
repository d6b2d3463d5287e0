import { describe, expect, it, onTestFinished } from 'vitest'
import { examine } from '../support/doctor.ts'
import { startLoginManager } from '../support/login-manager.ts'
import { hasBus, startBus } from '../support/message-bus.ts'
import { newFolder } from '../support/program.ts'

describe.runIf(hasBus())('usage-audit doctor › message buses', () => {
  const start = async () => {
    const bus = await startBus()
    onTestFinished(bus.kill)
    return bus.address
  }

  it('says what follows where there is none, and finds no fault in it', async () => {
    const found = await examine(newFolder())
    expect(found.get('logind')).toMatchObject({ code: 'logind_absent', state: 'none', values: { bus: false } })
    expect(found.get('logind')!.message).toContain('sleep is still seen from the clocks')
    expect(found.get('session')).toMatchObject({ code: 'session_absent', values: { address: null } })
  })

  it('tells a bus without logind from one with it', async () => {
    const address = await start()
    const buses = { DBUS_SYSTEM_BUS_ADDRESS: address, DBUS_SESSION_BUS_ADDRESS: address }
    const without = await examine(newFolder(), buses)
    expect(without.get('logind')).toMatchObject({ code: 'logind_absent', values: { address, bus: true } })
    expect(without.get('session')).toMatchObject({ code: 'session_fine', values: { address } })
    const login = await startLoginManager(address)
    expect((await examine(newFolder(), buses)).get('logind')).toMatchObject({ code: 'logind_fine', state: 'ok' })
    login.close()
  })

  it('asks nobody where presence is not wanted', async () => {
    const found = await examine(newFolder(), { USAGE_AUDIT_AGENT__PRESENCE: 'off' })
    expect([found.get('logind'), found.get('session')]).toEqual([undefined, undefined])
  })
})
