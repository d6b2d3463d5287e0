import { describe, expect, it } from 'vitest'
import { findCookie, parseDisplay } from './x11-display.ts'

const field = (text: string) => {
  const bytes = Buffer.from(text, 'latin1')
  return Buffer.concat([Buffer.from([bytes.length >> 8, bytes.length & 255]), bytes])
}
const entry = (family: number, ...fields: string[]) =>
  Buffer.concat([Buffer.from([family >> 8, family & 255]), ...fields.map(field)])
const magic = 'MIT-MAGIC-COOKIE-1'

describe('parseDisplay', () => {
  it.each([
    [':0', { number: 0, screen: 0 }],
    [':12.1', { number: 12, screen: 1 }],
    ['unix:3', { number: 3, screen: 0 }],
    ['unix/:3', { number: 3, screen: 0 }],
  ])('parseDisplay › reads %s', (text, display) => {
    expect(parseDisplay(text)).toEqual(display)
  })

  it.each(['', 'localhost:10.0', 'tcp/desk:0', '/private/tmp/launchd/org.xquartz:0', ':', '0', ':0;rm'])(
    'parseDisplay › takes %j for no display of this computer',
    (text) => {
      expect(parseDisplay(text)).toBeUndefined()
    },
  )
})

describe('findCookie', () => {
  const file = Buffer.concat([
    entry(256, 'desk', '1', magic, 'one'),
    entry(0, '\u007f\u0000\u0000\u0001', '0', magic, 'remote'),
    entry(256, 'desk', '0', magic, '\u00ff\u0000'),
    entry(65_535, '', '', magic, 'any'),
  ])

  it('findCookie › takes the entry of this computer and display', () => {
    expect(findCookie(file, 0, 'desk')).toEqual({ name: magic, data: '\u00ff\u0000' })
    expect(findCookie(file, 1, 'desk')).toEqual({ name: magic, data: 'one' })
  })

  it('findCookie › takes one that is for every display, else none', () => {
    expect(findCookie(file, 0, 'other')).toEqual({ name: magic, data: 'any' })
    expect(findCookie(file.subarray(0, 60), 7, 'desk')).toBeUndefined()
  })

  it('findCookie › survives a file that is cut anywhere', () => {
    for (let length = 0; length < file.length; length++)
      expect(() => findCookie(file.subarray(0, length), 9, 'none')).not.toThrow()
  })
})
