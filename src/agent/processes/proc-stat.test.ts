import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createStat, parseStat } from './proc-stat.ts'

const rest =
  'S 42 7 7 0 -1 4194304 98 5 1 2 11 22 33 44 20 0 1 0 102838 3133440 360 18446744073709551615 94139 94140 140729 0 0'

function parse(text: string | Uint8Array) {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text
  const stat = createStat()
  return { ok: parseStat(bytes, bytes.length, stat), stat, bytes: Buffer.from(bytes) }
}

describe('parseStat', () => {
  it('parseStat › reads every field it is for', () => {
    expect(parse(`6377 (cat) ${rest}`).stat).toMatchObject({
      state: 'S'.charCodeAt(0),
      parentPid: 42,
      flags: 4194304,
      ownTicks: 33,
      childrenTicks: 77,
      threads: 1,
      startTicks: 102838,
      memoryPages: 360,
    })
  })

  it('parseStat › counts fields from the last parenthesis, whatever the name holds', () => {
    for (const name of ['a b', ') R 1 1', '((', '))', '', '\n\u001b[31m', '__proto__']) {
      const { ok, stat, bytes } = parse(`1 (${name}) ${rest}`)
      expect(ok).toBe(true)
      expect(bytes.toString('utf8', stat.nameStart, stat.nameEnd)).toBe(name)
      expect(stat.parentPid).toBe(42)
    }
  })

  it('parseStat › tells another image by its name or by the place of its stack', () => {
    const { image } = parse(`1 (sh) ${rest}`).stat
    expect(parse(`1 (sh) ${rest}`).stat.image).toBe(image)
    expect(parse(`1 (vim) ${rest}`).stat.image).not.toBe(image)
    expect(parse(`1 (sh) ${rest.replace('140729', '140730')}`).stat.image).not.toBe(image)
  })

  it('parseStat › refuses what is no such line and never runs past its end', () => {
    for (const text of ['', '1', '1 (a', '1 (a)', '1 (a) S', `1 (a) ${rest.slice(0, 40)}`])
      expect(parse(text).ok).toBe(false)
    void fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => typeof parse(bytes).ok === 'boolean'))
  })
})
