import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { address, layOut } from '../../../tests/support/windows-processes.ts'
import { listLayout, parseProcesses } from './windows-list.ts'

const startedAt = Date.UTC(2026, 10, 2, 12, 0, 0, 123)

describe('parseProcesses', () => {
  it('parseProcesses › reads every entry, over threads and names of any length', () => {
    const buffer = layOut([
      { pid: 0, threads: 2, kernelMs: 90_000_000 },
      { pid: 4, threads: 200, name: 'System' },
      {
        pid: 4_294_967_292,
        parentPid: 900,
        name: 'Program — São.exe',
        startedAt,
        userMs: 1_500,
        kernelMs: 250,
        workingSet: 200 * 1_048_576,
        threads: 61,
      },
      { pid: 8, name: 'gone.exe', startedAt, threads: 0 },
    ])
    const [idle, system, program, gone, ...more] = parseProcesses(buffer, address)
    expect(more).toEqual([])
    expect(idle).toMatchObject({ pid: 0, name: '', cpuMs: 90_000_000, threads: 2 })
    expect(system).toMatchObject({ pid: 4, name: 'System', threads: 200 })
    expect(program).toMatchObject({
      pid: 4_294_967_292,
      parentPid: 900,
      name: 'Program — São.exe',
      startedAt,
      cpuMs: 1_750,
      memoryKiB: 204_800,
    })
    expect(gone).toMatchObject({ name: 'gone.exe', threads: 0 })
  })

  it('parseProcesses › reads an entry as Wine 8 wrote it', () => {
    const buffer = layOut([{ pid: 112, name: 'explorer.exe' }])
    buffer.writeBigUInt64LE(134_398_711_179_353_980n, listLayout.createTime)
    const [explorer] = parseProcesses(buffer, address)
    expect(new Date(explorer!.startedAt).toISOString()).toBe('2026-11-23T01:31:57.935Z')
  })

  it('parseProcesses › leaves out what is cut off, and names that lie elsewhere', () => {
    const buffer = layOut([
      { pid: 1, name: 'one.exe' },
      { pid: 2, name: 'two.exe' },
    ])
    const first = buffer.readUInt32LE(listLayout.nextEntryOffset)
    expect(parseProcesses(buffer.subarray(0, first + listLayout.length - 1), address)).toHaveLength(1)
    expect(parseProcesses(buffer, address - 0x10_0000n).map(({ name }) => name)).toEqual(['', ''])
    expect(parseProcesses(buffer, address + 0x10_0000n).map(({ name }) => name)).toEqual(['', ''])
  })

  it('parseProcesses › ends on any bytes', () => {
    const bytes = fc.uint8Array({ maxLength: 4_096 })
    fc.assert(
      fc.property(bytes, fc.nat(), (data, next) => {
        const buffer = Buffer.from(data)
        if (buffer.length >= 4) buffer.writeUInt32LE(next % 700)
        expect(parseProcesses(buffer, address).length).toBeLessThanOrEqual(buffer.length / listLayout.length)
      }),
    )
  })
})
