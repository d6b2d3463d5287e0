import type koffi from 'koffi'

/** One function of a system library: the library's name, and the function's prototype as a C header has it. */
export type Declaration = readonly [library: string, prototype: string]

/** What of the package is needed after the functions are bound: memory that the system gave away, read in place. */
export type Memory = Pick<typeof koffi, 'address' | 'view'>

/**
 * Declares functions of system libraries; pointers go in as a `Buffer`, an array of one or null, and come out as a bigint or null.
 * The only place that loads the package: on Linux nothing asks for it.
 * @throws Error where the package, a library or a function is not there
 */
export async function bind<Functions>(
  declarations: Readonly<Record<keyof Functions, Declaration>>,
): Promise<{ readonly functions: Functions; readonly memory: Memory }> {
  const { default: memory } = await import('koffi')
  const libraries = new Map<string, ReturnType<typeof memory.load>>()
  const functions = Object.entries<Declaration>(declarations).map(([name, [file, prototype]]) => {
    const library = libraries.get(file) ?? load(memory, file)
    libraries.set(file, library)
    return [name, library.func(prototype)]
  })
  return { functions: Object.fromEntries(functions), memory }
}

/** The bytes that lie at an address; they are copied, and may be freed. */
export const copyBytes = (memory: Memory, address: bigint, length: number): Buffer =>
  Buffer.from(memory.view(address, length).slice(0))

/** The system does not name what it misses. */
function load(memory: Pick<typeof koffi, 'load'>, file: string) {
  try {
    return memory.load(file)
  } catch (error) {
    throw new Error(`${file} cannot be loaded`, { cause: error })
  }
}
