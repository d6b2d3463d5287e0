import { mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { createZoneReader } from './zone.ts'

const atStart = new Intl.DateTimeFormat().resolvedOptions().timeZone

it('createZoneReader › follows the computer as it travels', () => {
  const link = join(mkdtempSync(join(tmpdir(), 'usage-audit-')), 'localtime')
  const read = createZoneReader(undefined, link)
  expect(read()).toBe(atStart)
  for (const zone of ['America/Sao_Paulo', 'Europe/Lisbon']) {
    rmSync(link, { force: true })
    symlinkSync(`/usr/share/zoneinfo/${zone}`, link)
    expect(read()).toBe(zone)
  }
  rmSync(link)
  symlinkSync('/usr/share/zoneinfo/Mars/Base', link)
  expect(read()).toBe(atStart)
})

it('createZoneReader › stays with the zone that the environment sets', () => {
  const link = join(mkdtempSync(join(tmpdir(), 'usage-audit-')), 'localtime')
  symlinkSync('/usr/share/zoneinfo/Asia/Tokyo', link)
  expect(createZoneReader('UTC', link)()).toBe(atStart)
})
