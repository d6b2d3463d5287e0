import { expect, it } from 'vitest'
import { createRandom } from '../../../tests/support/random.ts'
import { aBatch, addDevice, enroll, noon } from '../../../tests/support/records.ts'
import { send } from '../../../tests/support/replicate.ts'
import { describeStores } from '../../../tests/support/stores.ts'
import { type InstalledSighting, toInstalled } from '../../core/installed.ts'
import { dayMs } from '../../core/time.ts'
import type { SpanRow } from '../../protocol/batches.ts'
import { findDevices } from './devices.ts'
import { readTold, readVersionsOn } from './installed.ts'
import { readDeviceApps } from './software/device-apps.ts'

const days = 40
const apps = ['a', 'b', 'c', 'd']

/** What a device told of some apps on some days, at instants of their own. */
function tellSome(random: () => number): InstalledSighting[] {
  const told: InstalledSighting[] = []
  for (let day = 0; day < days; day++)
    for (const subject of apps.keys())
      if (random() < 0.12) {
        const at = noon - (days - day) * dayMs + Math.floor(random() * 1_000_000) * 10 + subject
        told.push({ subject, at, version: random() < 0.3 ? null : `1.${Math.floor(random() * 3)}` })
      }
  return told
}

const toSpan = ({ subject, at, version }: InstalledSighting): SpanRow => [
  ...([0, 'installed', at, at + 1, subject] as const),
  { from: 'dpkg', ...(version !== null && { version }) },
]

describeStores('what is installed', (open) => {
  it('is at every instant what is told of one device by the rule, for reports and screens alike', async () => {
    const store = await open()
    const { user, device } = await enroll(store)
    const { device: other } = await addDevice(store, user)
    const random = createRandom(7)
    const told = new Map<number, InstalledSighting[]>()
    for (const each of [device, other]) {
      const sightings = tellSome(random)
      told.set(each.deviceId, sightings)
      const subjects = apps.map((name) => ['app', `${name}.desktop`, name] as const)
      const spans = sightings.map(toSpan)
      await send(store, each, aBatch({ subjects: [...subjects] as never, processHours: [], spans, upto: spans.length }))
    }
    const keyOf = (subject: number) => `${apps[subject]}.desktop`
    for (const until of [noon - 30 * dayMs, noon - 11 * dayMs, noon]) {
      const all = (await readTold(store, 1, 'all', until)).filter(({ installed }) => installed)
      const versions = await readVersionsOn(store, 1, all)
      for (const [deviceId, sightings] of told) {
        const due = toInstalled(sightings, until)
        const found = all.filter((one) => one.deviceId === deviceId)
        expect(found.map(({ key, firstAt, lastAt }) => [key, firstAt, lastAt]).sort()).toEqual(
          due.map(({ subject, firstAt, lastAt }) => [keyOf(subject), firstAt, lastAt]).sort(),
        )
        for (const { subject, version } of due) {
          const { subjectId } = found.find(({ key }) => key === keyOf(subject))!
          expect(versions.get(subjectId)?.get(deviceId)).toBe(version)
        }
      }
    }
    const now = await readTold(store, 1, 'all', Number.MAX_SAFE_INTEGER)
    for (const one of await findDevices(store, 1)) {
      const shown = await readDeviceApps(store, one, '2026-11-02')
      const here = now.filter(({ deviceId, installed }) => installed && deviceId === one.id)
      expect(shown.map(({ subjectId }) => subjectId).sort()).toEqual(here.map(({ subjectId }) => subjectId).sort())
    }
  })
})
