import { basename } from 'node:path'
import { starters } from './app-table.ts'

/** What a desktop entry's `Exec` starts. */
export interface Command {
  /** The program as written: a path, or a name to look for. */
  readonly program: string
  /** Arguments that are always given, field codes left out. */
  readonly args: readonly string[]
}

/** Splits at spaces outside double quotes, in which a backslash keeps the next character as it is. */
function toWords(exec: string): string[] {
  const words = exec.match(/(?:"(?:\\.|[^"\\])*"?|\\.|[^\s"])+/g) ?? []
  return words.map((word) =>
    word.replace(/"((?:\\.|[^"\\])*)"?/g, (_, quoted: string) => quoted.replace(/\\(.)/g, '$1')),
  )
}

/** Words without field codes: `%u` and its like stand for what is opened, `%%` for a percent sign. */
const withoutFieldCodes = (words: readonly string[]) =>
  words
    .filter((word) => !/^%[a-zA-Z]$/.test(word))
    .map((word) => word.replace(/%(.)/g, (_, code: string) => (code === '%' ? '%' : '')))

/** How many words `env`, its options and its assignments take at the start. */
function countEnvWords(words: readonly string[]): number {
  if (basename(words[0] ?? '') !== 'env') return 0
  let count = 1
  for (; count < words.length; count++) {
    const word = words[count]!
    if (/^(-u|--unset|-C|--chdir)$/.test(word)) count++
    else if (!word.startsWith('-') && !word.includes('=')) break
  }
  return count
}

/** Reads an `Exec` line, unescaped; undefined if it starts nothing. */
export function toCommand(exec: string): Command | undefined {
  const words = withoutFieldCodes(toWords(exec))
  const [program, ...args] = words.slice(countEnvWords(words))
  return program ? { program, args } : undefined
}

/** Whether a program is there to run others, so that an entry that starts it says nothing about it. */
export const isStarter = (program: string) => starters.test(basename(program))
