import { bind, type Declaration } from '../native/bind.ts'
import { parseProcesses, readInt64, type WindowsProcess } from './windows-list.ts'

export const declarations = {
  querySystemInformation: [
    'ntdll.dll',
    'int32_t __stdcall NtQuerySystemInformation(int what, void *data, uint32_t length, void *needed)',
  ],
  getCurrentProcess: ['kernel32.dll', 'void * __stdcall GetCurrentProcess()'],
  openProcess: ['kernel32.dll', 'void * __stdcall OpenProcess(uint32_t access, int inherit, uint32_t pid)'],
  closeHandle: ['kernel32.dll', 'int __stdcall CloseHandle(void *handle)'],
  queryImageName: [
    'kernel32.dll',
    'int __stdcall QueryFullProcessImageNameW(void *process, uint32_t flags, void *path, void *length)',
  ],
  getProcessTimes: [
    'kernel32.dll',
    'int __stdcall GetProcessTimes(void *process, void *created, void *ended, void *kernel, void *user)',
  ],
  openProcessToken: ['advapi32.dll', 'int __stdcall OpenProcessToken(void *process, uint32_t access, void *token)'],
  getTokenInformation: [
    'advapi32.dll',
    'int __stdcall GetTokenInformation(void *token, int what, void *data, uint32_t length, void *needed)',
  ],
  getVersionSize: ['version.dll', 'uint32_t __stdcall GetFileVersionInfoSizeW(str16 file, void *zero)'],
  getVersion: [
    'version.dll',
    'int __stdcall GetFileVersionInfoW(str16 file, uint32_t zero, uint32_t length, void *data)',
  ],
} as const satisfies Record<string, Declaration>

interface Functions {
  querySystemInformation(what: number, data: Buffer, length: number, needed: Buffer): number
  getCurrentProcess(): bigint
  openProcess(access: number, inherit: number, pid: number): bigint | null
  closeHandle(handle: bigint): number
  queryImageName(process: bigint, flags: number, path: Buffer, length: Buffer): number
  getProcessTimes(process: bigint, created: Buffer, ended: Buffer, kernel: Buffer, user: Buffer): number
  openProcessToken(process: bigint, access: number, token: Buffer): number
  getTokenInformation(token: bigint, what: number, data: Buffer, length: number, needed: Buffer): number
  getVersionSize(file: string, zero: null): number
  getVersion(file: string, zero: number, length: number, data: Buffer): number
}

/** What Windows tells of processes, without a child process and without a right that every program does not have. */
export interface WindowsProcesses {
  /** All of them, of every account. @throws Error where Windows refuses */
  list(): WindowsProcess[]
  /** Whose a process is, and where its file lies; undefined where Windows does not say, or it has ended. */
  inspect(pid: number): { readonly exe: string | undefined; readonly account: string | undefined } | undefined
  /** When a process was created, as `list` tells it; undefined where Windows does not say, or there is none. */
  findCreatedAt(pid: number): number | undefined
  /** The account that we run as: its SID in hexadecimal, as `inspect` tells it. */
  readonly ownAccount: string | undefined
  /** The version resource of a file, as it lies in it. */
  readVersion(exe: string): Buffer | undefined
}

const systemProcessInformation = 5
const infoLengthMismatch = 0xc000_0004
/** `PROCESS_QUERY_LIMITED_INFORMATION`: granted even for programs that run as administrator. */
const queryLimited = 0x1000
const tokenQuery = 8
const tokenUser = 1
const maxPath = 32_768
/** A version resource is some kilobytes; what says more is none. */
const maxVersion = 1_048_576

/** @throws Error where a function cannot be bound, and on 32-bit Windows, whose list is laid out otherwise */
export async function openWindowsProcesses(arch: string = process.arch): Promise<WindowsProcesses> {
  if (arch !== 'x64' && arch !== 'arm64') throw new Error(`the list of processes is not known on ${arch}`)
  const { functions, memory } = await bind<Functions>(declarations)
  const path = Buffer.alloc(2 * maxPath)
  const number = Buffer.alloc(8)

  function readPath(handle: bigint): string | undefined {
    number.writeUInt32LE(maxPath)
    if (!functions.queryImageName(handle, 0, path, number)) return undefined
    return path.toString('utf16le', 0, 2 * number.readUInt32LE())
  }

  function withProcess<Found>(pid: number, look: (handle: bigint) => Found): Found | undefined {
    const handle = functions.openProcess(queryLimited, 0, pid)
    if (handle === null) return undefined
    try {
      return look(handle)
    } finally {
      functions.closeHandle(handle)
    }
  }

  function readVersion(exe: string): Buffer | undefined {
    const length = functions.getVersionSize(exe, null)
    if (length === 0 || length > maxVersion) return undefined
    const data = Buffer.alloc(length)
    return functions.getVersion(exe, 0, length, data) ? data : undefined
  }

  return {
    list: createLister(functions, (buffer) => memory.address(buffer)),
    inspect: (pid) =>
      withProcess(pid, (handle) => ({ exe: readPath(handle), account: readAccount(functions, handle) })),
    findCreatedAt: (pid) => withProcess(pid, (handle) => readCreatedAt(functions, handle)),
    ownAccount: readAccount(functions, functions.getCurrentProcess()),
    readVersion,
  }
}

/** Lists into one buffer, which grows with the number of processes. */
function createLister(functions: Functions, addressOf: (buffer: Buffer) => bigint): () => WindowsProcess[] {
  let buffer = Buffer.alloc(512 * 1_024)
  const needed = Buffer.alloc(4)
  return () => {
    for (let tries = 0; tries < 5; tries++) {
      const status = functions.querySystemInformation(systemProcessInformation, buffer, buffer.length, needed) >>> 0
      const length = needed.readUInt32LE()
      if (status === 0) return parseProcesses(buffer.subarray(0, length), addressOf(buffer))
      if (status !== infoLengthMismatch) throw new Error(`Windows does not list processes: ${toHex(status)}`)
      // Others may start before it is asked again.
      buffer = Buffer.alloc(Math.max(2 * buffer.length, length + 64 * 1_024))
    }
    throw new Error('Windows does not list processes: there are more at each try')
  }
}

function readCreatedAt(functions: Functions, handle: bigint): number | undefined {
  const [created, rest] = [Buffer.alloc(8), Buffer.alloc(8)]
  return functions.getProcessTimes(handle, created, rest, rest, rest) ? readInt64(created, 0) : undefined
}

/** Asked for the process that holds the token: `TOKEN_USER` is the SID's address and its attributes, and then the SID. */
function readAccount(functions: Functions, handle: bigint): string | undefined {
  const token = Buffer.alloc(8)
  if (!functions.openProcessToken(handle, tokenQuery, token)) return undefined
  const open = token.readBigUInt64LE()
  try {
    const [user, needed] = [Buffer.alloc(256), Buffer.alloc(4)]
    if (!functions.getTokenInformation(open, tokenUser, user, user.length, needed)) return undefined
    return toSid(user.subarray(16, needed.readUInt32LE()))
  } finally {
    functions.closeHandle(open)
  }
}

/** Revision, how many parts, six bytes of authority, and four bytes for each part. */
const toSid = (bytes: Buffer) => (bytes.length < 8 ? undefined : bytes.toString('hex', 0, 8 + 4 * bytes[1]!))

const toHex = (status: number) => `0x${status.toString(16)}`
