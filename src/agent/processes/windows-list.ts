/** One process as Windows lists it. */
export interface WindowsProcess {
  readonly pid: number
  /** Who started it; Windows keeps the number when that one is gone, and may give it to another. */
  readonly parentPid: number
  /** Unique with the process id: 100 ns since 1601, as near as a number comes to it. */
  readonly createdAt: number
  /** Epoch milliseconds. */
  readonly startedAt: number
  readonly cpuMs: number
  readonly memoryKiB: number
  /** 0 once the last one has ended, while somebody still holds on to the process. */
  readonly threads: number
  /** The file's name, as `firefox.exe`. */
  readonly name: string
}

/** Where things lie in `SYSTEM_PROCESS_INFORMATION` on 64-bit Windows; threads follow, 80 bytes each. */
export const listLayout = {
  nextEntryOffset: 0x00,
  numberOfThreads: 0x04,
  createTime: 0x20,
  userTime: 0x28,
  kernelTime: 0x30,
  nameLength: 0x38,
  nameAddress: 0x40,
  uniqueProcessId: 0x50,
  inheritedFromUniqueProcessId: 0x58,
  workingSetSize: 0x90,
  length: 0x100,
} as const

/** From 1601, where Windows begins to count, to 1970. */
const epochMs = 11_644_473_600_000
const unitsPerMs = 10_000

/**
 * Reads what `NtQuerySystemInformation(SystemProcessInformation)` wrote: entries that each tell where the next begins.
 * An entry that leads out of the buffer ends the list.
 * @param address where the buffer lay when it was written: names are told by address
 */
export function parseProcesses(buffer: Buffer, address: bigint): WindowsProcess[] {
  const processes: WindowsProcess[] = []
  for (let at = 0; at + listLayout.length <= buffer.length; ) {
    processes.push(parseProcess(buffer, at, address))
    const next = buffer.readUInt32LE(at + listLayout.nextEntryOffset)
    if (next < listLayout.length) break
    at += next
  }
  return processes
}

function parseProcess(buffer: Buffer, at: number, address: bigint): WindowsProcess {
  const createdAt = readInt64(buffer, at + listLayout.createTime)
  const cpu = readInt64(buffer, at + listLayout.userTime) + readInt64(buffer, at + listLayout.kernelTime)
  return {
    // Process ids are handles, 64 bits wide, of which 32 are used.
    pid: buffer.readUInt32LE(at + listLayout.uniqueProcessId),
    parentPid: buffer.readUInt32LE(at + listLayout.inheritedFromUniqueProcessId),
    createdAt,
    startedAt: Math.round(createdAt / unitsPerMs) - epochMs,
    cpuMs: cpu / unitsPerMs,
    memoryKiB: Math.round(readInt64(buffer, at + listLayout.workingSetSize) / 1_024),
    threads: buffer.readUInt32LE(at + listLayout.numberOfThreads),
    name: readName(buffer, at, address),
  }
}

/** Empty for the idle process, and for a name that does not lie in the buffer. */
function readName(buffer: Buffer, at: number, address: bigint): string {
  const length = buffer.readUInt16LE(at + listLayout.nameLength)
  const start = Number(buffer.readBigUInt64LE(at + listLayout.nameAddress) - address)
  return start < 0 || start + length > buffer.length ? '' : buffer.toString('utf16le', start, start + length)
}

/** Faster than a bigint; beyond 2^53 the last bits are rounded, which is nothing in 100 ns. */
export const readInt64 = (buffer: Buffer, at: number) =>
  buffer.readInt32LE(at + 4) * 0x1_0000_0000 + buffer.readUInt32LE(at)
