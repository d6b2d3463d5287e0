import koffi, { type TypeObject } from 'koffi'
import { describe, expect, it } from 'vitest'
import { declarations as macosDesktop } from '../presence/macos-api.ts'
import { sessionLayout } from '../presence/windows.ts'
import { lastInputLayout, declarations as windowsDesktop } from '../presence/windows-api.ts'
import { declarations as windowsProcesses } from '../processes/windows-api.ts'
import { listLayout } from '../processes/windows-list.ts'
import { bind } from './bind.ts'
import { macosClock, windowsClock } from './clocks.ts'
import { declarations as coreFoundation } from './core-foundation.ts'

const all = {
  ...windowsClock,
  ...windowsDesktop,
  ...windowsProcesses,
  ...macosClock,
  ...macosDesktop,
  ...coreFoundation,
}

describe('bind', () => {
  it.skipIf(process.platform !== 'linux')(
    'bind › calls functions of the system, and reads what they point at',
    async () => {
      interface Functions {
        processId(): number
        clock(clock: number, time: Buffer): number
        environment(name: string): bigint | null
      }
      const { functions, memory } = await bind<Functions>({
        processId: ['libc.so.6', 'int getpid()'],
        clock: ['libc.so.6', 'int clock_gettime(int clock, void *time)'],
        environment: ['libc.so.6', 'void *getenv(str name)'],
      })
      expect(functions.processId()).toBe(process.pid)
      const time = Buffer.alloc(16)
      expect(functions.clock(0, time)).toBe(0)
      expect(Math.abs(Number(time.readBigInt64LE()) - Date.now() / 1_000)).toBeLessThan(2)
      expect(functions.environment('NO_SUCH_NAME')).toBeNull()
      const path = functions.environment('PATH')!
      expect(Buffer.from(memory.view(path, 4).slice(0)).toString()).toBe(process.env.PATH!.slice(0, 4))
    },
  )

  it.skipIf(process.platform !== 'linux')('bind › says so where a library or a function is missing', async () => {
    await expect(bind({ any: ['user32.dll', 'int Any()'] })).rejects.toThrow('user32.dll')
    await expect(bind({ any: ['libc.so.6', 'int no_such_function()'] })).rejects.toThrow('no_such_function')
  })

  it.each(Object.values(all).map(([library, prototype]) => [prototype, library]))('bind › can read %s', (prototype) => {
    const { name, proto } = koffi.proto(prototype)
    expect(prototype).toContain(`${name}(`)
    const written = /\((.*)\)$/.exec(prototype)![1]!
    expect(proto!.arguments).toHaveLength(written === '' ? 0 : written.split(',').length)
  })
})

/** The structures as their makers document them, laid out by the C rules that koffi follows on this 64-bit machine. */
describe('layouts', () => {
  const offsets = (type: TypeObject, names: readonly string[]) =>
    Object.fromEntries(names.map((name) => [name, koffi.offsetof(type, name)]))
  const wide = (length: number) => koffi.array('uint16_t', length)

  it('LASTINPUTINFO (winuser.h)', () => {
    const type = koffi.struct({ size: 'uint32_t', time: 'uint32_t' })
    expect({ ...offsets(type, ['size', 'time']), length: koffi.sizeof(type) }).toEqual(lastInputLayout)
  })

  it('WTSINFOEXW with WTSINFOEX_LEVEL1_W (wtsapi32.h)', () => {
    const level1 = koffi.struct({
      sessionId: 'uint32_t',
      sessionState: 'int32_t',
      sessionFlags: 'int32_t',
      winStationName: wide(33),
      userName: wide(21),
      domainName: wide(18),
      logonTime: 'int64_t',
      connectTime: 'int64_t',
      disconnectTime: 'int64_t',
      lastInputTime: 'int64_t',
      currentTime: 'int64_t',
      counters: koffi.array('uint32_t', 6),
    })
    const type = koffi.struct({ level: 'uint32_t', data: level1 })
    const data = koffi.offsetof(type, 'data')
    expect(sessionLayout).toEqual({
      level: 0,
      sessionState: data + koffi.offsetof(level1, 'sessionState'),
      sessionFlags: data + koffi.offsetof(level1, 'sessionFlags'),
    })
  })

  it('SYSTEM_PROCESS_INFORMATION (winternl.h, and phnt for what it leaves unnamed)', () => {
    const name = koffi.struct({ length: 'uint16_t', maximumLength: 'uint16_t', buffer: 'void *' })
    const type = koffi.struct({
      nextEntryOffset: 'uint32_t',
      numberOfThreads: 'uint32_t',
      workingSetPrivateSize: 'int64_t',
      hardFaultCount: 'uint32_t',
      numberOfThreadsHighWatermark: 'uint32_t',
      cycleTime: 'uint64_t',
      createTime: 'int64_t',
      userTime: 'int64_t',
      kernelTime: 'int64_t',
      imageName: name,
      basePriority: 'int32_t',
      uniqueProcessId: 'void *',
      inheritedFromUniqueProcessId: 'void *',
      handleCount: 'uint32_t',
      sessionId: 'uint32_t',
      uniqueProcessKey: 'uintptr_t',
      peakVirtualSize: 'size_t',
      virtualSize: 'size_t',
      pageFaultCount: 'uint32_t',
      peakWorkingSetSize: 'size_t',
      workingSetSize: 'size_t',
      quotas: koffi.array('size_t', 4),
      pagefileUsage: 'size_t',
      peakPagefileUsage: 'size_t',
      privatePageCount: 'size_t',
      inputOutput: koffi.array('int64_t', 6),
    })
    const { nameLength, nameAddress, length, ...rest } = listLayout
    expect(rest).toEqual(offsets(type, Object.keys(rest)))
    expect(nameLength).toBe(koffi.offsetof(type, 'imageName'))
    expect(nameAddress).toBe(nameLength + koffi.offsetof(name, 'buffer'))
    expect(length).toBe(koffi.sizeof(type))
  })
})
