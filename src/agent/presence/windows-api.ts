import { bind, copyBytes, type Declaration, type Memory } from '../native/bind.ts'
import { contentClass, frameClass, type WindowsAnswer, type WindowsWindow } from './windows.ts'

export const declarations = {
  getForegroundWindow: ['user32.dll', 'void * __stdcall GetForegroundWindow()'],
  getWindowThreadProcessId: ['user32.dll', 'uint32_t __stdcall GetWindowThreadProcessId(void *window, void *pid)'],
  getClassName: ['user32.dll', 'int __stdcall GetClassNameW(void *window, void *text, int length)'],
  getWindowText: ['user32.dll', 'int __stdcall GetWindowTextW(void *window, void *text, int length)'],
  findWindow: ['user32.dll', 'void * __stdcall FindWindowExW(void *parent, void *after, str16 className, void *title)'],
  getLastInputInfo: ['user32.dll', 'int __stdcall GetLastInputInfo(void *info)'],
  getTickCount: ['kernel32.dll', 'uint32_t __stdcall GetTickCount()'],
  querySessionInformation: [
    'wtsapi32.dll',
    'int __stdcall WTSQuerySessionInformationW(void *server, uint32_t session, int what, void *data, void *length)',
  ],
  freeMemory: ['wtsapi32.dll', 'void __stdcall WTSFreeMemory(void *data)'],
} as const satisfies Record<string, Declaration>

interface Functions {
  getForegroundWindow(): bigint | null
  getWindowThreadProcessId(window: bigint, pid: Buffer): number
  getClassName(window: bigint, text: Buffer, length: number): number
  getWindowText(window: bigint, text: Buffer, length: number): number
  findWindow(parent: bigint, after: null, className: string, title: null): bigint | null
  getLastInputInfo(info: Buffer): number
  getTickCount(): number
  querySessionInformation(server: null, session: number, what: number, data: Buffer, length: Buffer): number
  freeMemory(data: bigint): void
}

/** `LASTINPUTINFO`: its own size, then a tick. */
export const lastInputLayout = { size: 0, time: 4, length: 8 } as const

const currentSession = 0xffff_ffff
/** `WTSSessionInfoEx` of `WTS_INFO_CLASS`. */
const sessionInfoEx = 25
const maxTitle = 1_024
const maxClassName = 256

/**
 * Binds what tells of this session's desktop. None of it needs a right that every program does not have.
 * @param titles whether titles of windows are asked for at all
 * @throws Error where a function cannot be bound
 */
export async function openWindowsDesktop({ titles }: { readonly titles: boolean }): Promise<() => WindowsAnswer> {
  const { functions, memory } = await bind<Functions>(declarations)
  const readWindow = createWindowReader(functions, titles)
  const info = Buffer.alloc(lastInputLayout.length)
  info.writeUInt32LE(lastInputLayout.length, lastInputLayout.size)
  return () => {
    const window = functions.getForegroundWindow()
    const told = functions.getLastInputInfo(info)
    return {
      front: window === null ? null : readWindow(window),
      tick: functions.getTickCount(),
      lastInputTick: told ? info.readUInt32LE(lastInputLayout.time) : undefined,
      session: readSession(functions, memory),
    }
  }
}

function createWindowReader(functions: Functions, titles: boolean): (window: bigint) => WindowsWindow | null {
  const text = Buffer.alloc(2 * maxTitle)
  const number = Buffer.alloc(4)
  const readPid = (window: bigint) =>
    functions.getWindowThreadProcessId(window, number) === 0 ? undefined : number.readUInt32LE()
  const readText = (length: number) => text.toString('utf16le', 0, 2 * Math.max(0, length))
  return (window) => {
    const pid = readPid(window)
    if (pid === undefined) return null // it closed meanwhile
    const className = readText(functions.getClassName(window, text, maxClassName))
    const content = className === frameClass ? functions.findWindow(window, null, contentClass, null) : null
    return {
      pid,
      className,
      contentPid: content === null ? undefined : readPid(content),
      title: titles ? readText(functions.getWindowText(window, text, maxTitle)) : undefined,
    }
  }
}

function readSession(functions: Functions, memory: Memory): Buffer | undefined {
  const [data, length] = [Buffer.alloc(8), Buffer.alloc(4)]
  if (!functions.querySessionInformation(null, currentSession, sessionInfoEx, data, length)) return undefined
  const address = data.readBigUInt64LE()
  if (address === 0n) return undefined
  try {
    return copyBytes(memory, address, length.readUInt32LE())
  } finally {
    functions.freeMemory(address)
  }
}
