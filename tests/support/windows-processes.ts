import { listLayout as layout } from '../../src/agent/processes/windows-list.ts'

/** One entry of the list that Windows gives. */
export interface Entry {
  readonly pid: number
  readonly parentPid?: number
  readonly name?: string
  /** Epoch milliseconds. */
  readonly startedAt?: number
  readonly userMs?: number
  readonly kernelMs?: number
  readonly workingSet?: number
  readonly threads?: number
}

/** Where the made-up buffers lie. */
export const address = 0x7ff6_0000_1000n

const epochMs = 11_644_473_600_000n

/** Lays entries out as 64-bit Windows does: each with its threads, then its name, and the next at a multiple of eight. */
export function layOut(entries: readonly Entry[]): Buffer {
  const parts: Buffer[] = []
  let at = 0
  for (const [i, entry] of entries.entries()) {
    const part = toBytes(entry, at, i === entries.length - 1)
    parts.push(part)
    at += part.length
  }
  return Buffer.concat(parts)
}

function toBytes(entry: Entry, at: number, isLast: boolean): Buffer {
  const { pid, parentPid = 0, name = '', threads = 1, userMs = 0, kernelMs = 0, workingSet = 0 } = entry
  const text = Buffer.from(name, 'utf16le')
  const nameStart = layout.length + 80 * threads
  const bytes = Buffer.alloc(Math.ceil((nameStart + text.length + 2) / 8) * 8)
  bytes.writeUInt32LE(isLast ? 0 : bytes.length, layout.nextEntryOffset)
  bytes.writeUInt32LE(threads, layout.numberOfThreads)
  const created = entry.startedAt === undefined ? 0n : (BigInt(entry.startedAt) + epochMs) * 10_000n
  bytes.writeBigInt64LE(created, layout.createTime)
  bytes.writeBigInt64LE(BigInt(userMs) * 10_000n, layout.userTime)
  bytes.writeBigInt64LE(BigInt(kernelMs) * 10_000n, layout.kernelTime)
  bytes.writeUInt16LE(text.length, layout.nameLength)
  if (name) bytes.writeBigUInt64LE(address + BigInt(at + nameStart), layout.nameAddress)
  bytes.writeBigUInt64LE(BigInt(pid), layout.uniqueProcessId)
  bytes.writeBigUInt64LE(BigInt(parentPid), layout.inheritedFromUniqueProcessId)
  bytes.writeBigUInt64LE(BigInt(workingSet), layout.workingSetSize)
  text.copy(bytes, nameStart)
  return bytes
}
