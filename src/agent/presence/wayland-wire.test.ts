import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createSplitter, readArgs, toRequest, WireError, type WireMessage } from './wayland-wire.ts'

const word = fc.nat(0xffff_ffff)
const arg = fc.oneof(
  word,
  fc.string({ unit: 'grapheme', maxLength: 40 }).filter((text) => !text.includes('\0')),
)
const message = fc.record({ object: word, opcode: fc.nat(0xffff), args: fc.array(arg, { maxLength: 6 }) })

/** Splits at any places, down to single bytes. */
function tear(bytes: Buffer, cuts: readonly number[]): Buffer[] {
  const edges = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length]
  return edges.slice(1).map((edge, i) => bytes.subarray(edges[i], edge))
}

const readLike = (args: readonly (number | string)[], { body }: WireMessage) => {
  const read = readArgs(body)
  return args.map((each) => (typeof each === 'number' ? read.uint() : read.text()))
}

describe('wayland-wire', () => {
  it('toRequest › lays a request out as the protocol has it', () => {
    expect(toRequest(2, 0, [7, 'wl_seat', 1, 3]).toString('hex')).toBe(
      `${'02000000'}${'00002000'}${'07000000'}${'08000000'}${Buffer.from('wl_seat\0').toString('hex')}${'01000000'}${'03000000'}`,
    )
  })

  it('createSplitter › gives back what was sent, however it is torn', () => {
    fc.assert(
      fc.property(fc.array(message, { maxLength: 8 }), fc.array(fc.nat(), { maxLength: 20 }), (sent, cuts) => {
        const split = createSplitter()
        const bytes = Buffer.concat(sent.map(({ object, opcode, args }) => toRequest(object, opcode, args)))
        const got = tear(bytes, cuts).flatMap(split)
        expect(got.map(({ object, opcode }) => [object, opcode])).toEqual(
          sent.map(({ object, opcode }) => [object, opcode]),
        )
        for (const [i, { args }] of sent.entries()) expect(readLike(args, got[i]!)).toEqual(args)
      }),
    )
  })

  it('createSplitter › takes a message as long as can be', () => {
    const body = Buffer.alloc(0xfffc - 8, 1)
    const header = Buffer.alloc(8)
    header.writeUInt32LE(0xfffc * 65_536, 4)
    expect(createSplitter()(Buffer.concat([header, body]))[0]!.body.length).toBe(0xfffc - 8)
  })

  it.each([0, 4, 7, 9, 0xffff])('createSplitter › refuses a message of %i bytes', (size) => {
    const header = Buffer.alloc(8)
    header.writeUInt32LE(size * 65_536, 4)
    expect(() => createSplitter()(header)).toThrow(WireError)
  })

  it('createSplitter › and readArgs › meet any bytes with an answer or a WireError', () => {
    const reads = fc.array(fc.constantFrom('uint', 'text', 'words'), { maxLength: 5 })
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), reads, (bytes, kinds) => {
        try {
          for (const { body } of createSplitter()(Buffer.from(bytes))) {
            const args = readArgs(body)
            for (const kind of kinds) args[kind as 'uint']()
          }
        } catch (error) {
          expect(error).toBeInstanceOf(WireError)
        }
      }),
      { numRuns: 2_000 },
    )
  })

  it('readArgs › reads null as an empty text, and an array without its torn end', () => {
    const words = Buffer.from('00000000' + '0a000000' + '02000000' + '03000000' + '01020000', 'hex')
    const args = readArgs(words)
    expect(args.text()).toBe('')
    expect(args.words()).toEqual([2, 3])
    expect(() => args.uint()).toThrow(WireError)
  })
})
