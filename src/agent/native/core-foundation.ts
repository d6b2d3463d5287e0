import { bind, type Declaration } from './bind.ts'

const library = '/System/Library/Frameworks/CoreFoundation.framework/CoreFoundation'

export const declarations = {
  arrayCount: [library, 'int64_t CFArrayGetCount(void *array)'],
  arrayValue: [library, 'void *CFArrayGetValueAtIndex(void *array, int64_t index)'],
  dictionaryValue: [library, 'void *CFDictionaryGetValue(void *dictionary, void *key)'],
  typeOf: [library, 'uint64_t CFGetTypeID(void *value)'],
  booleanType: [library, 'uint64_t CFBooleanGetTypeID()'],
  dictionaryType: [library, 'uint64_t CFDictionaryGetTypeID()'],
  numberType: [library, 'uint64_t CFNumberGetTypeID()'],
  stringType: [library, 'uint64_t CFStringGetTypeID()'],
  booleanValue: [library, 'bool CFBooleanGetValue(void *value)'],
  numberValue: [library, 'bool CFNumberGetValue(void *number, int64_t type, void *value)'],
  stringValue: [library, 'bool CFStringGetCString(void *text, void *buffer, int64_t length, uint32_t encoding)'],
  createString: [library, 'void *CFStringCreateWithCString(void *allocator, str text, uint32_t encoding)'],
  release: [library, 'void CFRelease(void *value)'],
} as const satisfies Record<string, Declaration>

interface Functions {
  arrayCount(array: bigint): number | bigint
  arrayValue(array: bigint, index: number): bigint | null
  dictionaryValue(dictionary: bigint, key: bigint): bigint | null
  typeOf(value: bigint): number | bigint
  booleanType(): number | bigint
  dictionaryType(): number | bigint
  numberType(): number | bigint
  stringType(): number | bigint
  booleanValue(value: bigint): boolean
  numberValue(number: bigint, type: number, value: Buffer): boolean
  stringValue(text: bigint, buffer: Buffer, length: number, encoding: number): boolean
  createString(allocator: null, text: string, encoding: number): bigint | null
  release(value: bigint): void
}

/** Reads what the frameworks of macOS give away: arrays and dictionaries of their own kinds. What is of another kind is undefined. */
export interface CoreFoundation {
  values(array: bigint): bigint[]
  dictionary(of: bigint, key: string): bigint | undefined
  number(of: bigint, key: string): number | undefined
  boolean(of: bigint, key: string): boolean | undefined
  text(of: bigint, key: string): string | undefined
  /** Gives back what a function named `…Copy…` gave away. */
  release(value: bigint): void
}

const utf8 = 0x0800_0100
const doubleType = 13
/** A title that is longer is not read. */
const maxText = 4_096
/** More windows than anybody has. */
const maxValues = 2_000

/** @throws Error where a function cannot be bound */
export async function openCoreFoundation(): Promise<CoreFoundation> {
  const { functions } = await bind<Functions>(declarations)
  const keys = new Map<string, bigint | null>()
  const number = Buffer.alloc(8)
  const text = Buffer.alloc(maxText)

  /** Made once for each of the few keys there are, and kept. */
  const keyOf = (name: string) => {
    if (!keys.has(name)) keys.set(name, functions.createString(null, name, utf8))
    return keys.get(name) ?? null
  }
  const find = (of: bigint, name: string, type: number | bigint): bigint | undefined => {
    const key = keyOf(name)
    const value = key === null ? null : functions.dictionaryValue(of, key)
    return value !== null && BigInt(functions.typeOf(value)) === BigInt(type) ? value : undefined
  }
  return {
    values: (array) => {
      const count = Math.min(Number(functions.arrayCount(array)), maxValues)
      return Array.from({ length: count }, (_, i) => functions.arrayValue(array, i)).filter((value) => value !== null)
    },
    dictionary: (of, key) => find(of, key, functions.dictionaryType()),
    number: (of, key) => {
      const value = find(of, key, functions.numberType())
      return value !== undefined && functions.numberValue(value, doubleType, number) ? number.readDoubleLE() : undefined
    },
    boolean: (of, key) => {
      const value = find(of, key, functions.booleanType())
      return value === undefined ? undefined : functions.booleanValue(value)
    },
    text: (of, key) => {
      const value = find(of, key, functions.stringType())
      if (value === undefined || !functions.stringValue(value, text, maxText, utf8)) return undefined
      return text.toString('utf8', 0, text.indexOf(0))
    },
    release: functions.release,
  }
}
