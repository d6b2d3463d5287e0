import type { Argv } from './service.ts'

/**
 * A command line from which Windows programs read back the same words: in quotes where there is a space or a quote, a quote
 * as `\"`, and backslashes doubled where a quote follows (the rules of CommandLineToArgvW).
 */
export const toCommandLine = (argv: Argv): string => argv.map(quote).join(' ')

function quote(word: string): string {
  if (word !== '' && !/[\s"]/.test(word)) return word
  return `"${word.replace(/(\\*)"/g, '$1$1\\"').replace(/\\+$/, '$&$&')}"`
}

/** The words of a line that `toCommandLine` made. */
export const toWords = (line: string): string[] =>
  [...line.matchAll(/"((?:[^"\\]|(?:\\\\)*\\"|\\+(?![\\"]))*(?:\\\\)*)"|(\S+)/g)].map(([, quoted, bare]) =>
    quoted === undefined
      ? bare!
      : quoted.replace(/\\+(?="|$)/g, (slashes) => slashes.slice(Math.ceil(slashes.length / 2))),
  )
