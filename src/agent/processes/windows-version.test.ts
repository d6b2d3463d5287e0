import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findFileDescription } from './windows-version.ts'

/** A node of a version resource as resource compilers write it. */
function node(key: string, value: Buffer | string, children: readonly Buffer[] = [], valueLength?: number): Buffer {
  const isText = typeof value === 'string'
  const data = isText ? Buffer.from(value === '' ? '' : `${value}\0`, 'utf16le') : value
  const parts = [pad(Buffer.concat([Buffer.alloc(6), Buffer.from(`${key}\0`, 'utf16le')])), data]
  for (const child of children) parts.push(Buffer.alloc(-sum(parts) & 3), child)
  const bytes = Buffer.concat(parts)
  bytes.writeUInt16LE(bytes.length, 0)
  bytes.writeUInt16LE(valueLength ?? (isText ? data.length / 2 : data.length), 2)
  bytes.writeUInt16LE(isText ? 1 : 0, 4)
  return bytes
}

const sum = (parts: readonly Buffer[]) => parts.reduce((length, part) => length + part.length, 0)
const pad = (bytes: Buffer) => Buffer.concat([bytes, Buffer.alloc(-bytes.length & 3)])

const table = (language: string, strings: Readonly<Record<string, string>>) =>
  node(
    language,
    '',
    Object.entries(strings).map(([key, value]) => node(key, value)),
  )

/** `VS_FIXEDFILEINFO` is 52 bytes; `VarFileInfo` comes after the strings or before them. */
const resource = (...tables: readonly Buffer[]) =>
  node('VS_VERSION_INFO', Buffer.alloc(52), [
    node('VarFileInfo', '', [node('Translation', Buffer.from([9, 4, 0xb0, 4]))]),
    node('StringFileInfo', '', tables),
  ])

describe('findFileDescription', () => {
  it('findFileDescription › finds it among the strings, whatever their length', () => {
    const strings = { CompanyName: 'Mozilla Corporation', FileDescription: 'Firefox', FileVersion: '1', Odd: 'ab' }
    expect(findFileDescription(resource(table('040904b0', strings)))).toBe('Firefox')
  })

  it('findFileDescription › takes the first language that has one', () => {
    const tables = [
      table('041604b0', { FileDescription: ' ', CompanyName: 'x' }),
      table('040904b0', { FileDescription: 'Bloco de Notas — Notepad' }),
      table('040704b0', { FileDescription: 'Editor' }),
    ]
    expect(findFileDescription(resource(...tables))).toBe('Bloco de Notas — Notepad')
  })

  it('findFileDescription › reads values whose length was written in bytes', () => {
    const odd = node('040904b0', '', [node('FileDescription', 'Paint', [], 12), node('Next', 'x')])
    expect(findFileDescription(resource(odd))).toBe('Paint')
  })

  it('findFileDescription › knows none where there is none', () => {
    expect(findFileDescription(Buffer.alloc(0))).toBeUndefined()
    expect(findFileDescription(resource())).toBeUndefined()
    expect(findFileDescription(resource(table('040904b0', { CompanyName: 'x' })))).toBeUndefined()
    expect(findFileDescription(node('OTHER', Buffer.alloc(52)))).toBeUndefined()
  })

  it('findFileDescription › ends on any bytes', () => {
    const whole = resource(table('040904b0', { CompanyName: 'Somebody', FileDescription: 'Something' }))
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 6 }), (changes) => {
        const bytes = Buffer.from(whole)
        for (const [at, value] of changes) bytes[at] = value
        expect(['string', 'undefined']).toContain(typeof findFileDescription(bytes))
      }),
      { numRuns: 2_000 },
    )
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (data) => void findFileDescription(Buffer.from(data))))
  })
})
