import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { newFolder } from '../../tests/support/program.ts'
import { readOnBattery } from './power.ts'

/** A folder as the kernel shows it. */
function supplies(all: Readonly<Record<string, Readonly<Record<string, string>>>>): string {
  const root = newFolder()
  for (const [name, fields] of Object.entries(all)) {
    mkdirSync(join(root, name))
    for (const [field, value] of Object.entries(fields)) writeFileSync(join(root, name, field), `${value}\n`)
  }
  return root
}

const battery = (status: string) => ({ type: 'Battery', scope: 'System', status })
const mains = (online: string) => ({ type: 'Mains', online })

describe('readOnBattery', () => {
  it.each([
    ['a laptop that was unplugged', { AC: mains('0'), BAT0: battery('Discharging') }, true],
    ['a laptop that is plugged in', { AC: mains('1'), BAT0: battery('Charging') }, false],
    ['a weak charger', { AC: mains('1'), BAT0: battery('Discharging') }, false],
    ['a charger by USB', { ucsi: { type: 'USB', online: '1' }, BAT0: battery('Full') }, false],
    ['one of two batteries in use', { BAT0: battery('Full'), BAT1: battery('Discharging') }, true],
    ['a battery without scope', { BAT0: { type: 'Battery', status: 'Discharging' } }, true],
    ['a desktop with a mouse', { mouse: { type: 'Battery', scope: 'Device', status: 'Discharging' } }, undefined],
    ['a desktop', {}, undefined],
    ['a supply that tells nothing', { odd: {} }, undefined],
  ])('knows %s', (_, all, expected) => {
    expect(readOnBattery(supplies(all))).toBe(expected)
  })

  it('does not know where there is no such folder', () => {
    expect(readOnBattery('/nowhere')).toBeUndefined()
  })
})
