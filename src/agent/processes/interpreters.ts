import { type Interpreter, interpreters, javaValued, wineOwn } from './app-table.ts'

/** What an interpreter runs, as its command line says. All of it may be hostile. */
export type Running =
  | { readonly kind: 'file'; readonly path: string }
  /** By a name that it looks up itself: a module of Python, a class of Java. */
  | { readonly kind: 'module'; readonly name: string }
  | { readonly kind: 'windows'; readonly exe: string }
  /** Nothing of its own: it is a part of the app that started it. */
  | { readonly kind: 'part' }

/** @param program the file's name, `python3.11` */
export const findInterpreter = (program: string): Interpreter | undefined =>
  interpreters.find(({ names }) => names.test(program))

/**
 * What an interpreter runs; undefined if that is no file and nothing with a name: it is used by hand, or its program is a text.
 * @param argv the command line, its own name first
 */
export function findRunning(interpreter: Interpreter, argv: readonly string[]): Running | undefined {
  const args = argv.slice(1)
  if (interpreter.style === 'java') return findJava(args)
  if (interpreter.style === 'electron') return findElectron(args)
  return interpreter.style === 'wine' ? findWine(argv) : findProgram(interpreter, args)
}

const toFile = (path: string | undefined): Running | undefined => (path ? { kind: 'file', path } : undefined)
const toModule = (name: string | undefined): Running | undefined =>
  name && /^[\w.$-]{1,200}$/.test(name) ? { kind: 'module', name } : undefined

/** What one argument that begins with a dash says, read letter by letter. */
type Option = 'flag' | 'takes next' | 'code' | { readonly module: string }

function readLetters({ code = '', module = '', valued = '', attached = '' }: Interpreter, letters: string): Option {
  for (const [i, letter] of [...letters].entries()) {
    if (code.includes(letter)) return 'code'
    if (module.includes(letter)) return { module: letters.slice(i + 1) }
    if (valued.includes(letter)) return i + 1 < letters.length ? 'flag' : 'takes next'
    if (attached.includes(letter)) return 'flag'
  }
  return 'flag'
}

function readOption(interpreter: Interpreter, arg: string): Option {
  const { codeWords = [], valuedWords = [] } = interpreter
  const [word = ''] = arg.split('=', 1)
  if (codeWords.includes(word)) return 'code'
  if (valuedWords.includes(word)) return arg.includes('=') ? 'flag' : 'takes next'
  return arg.startsWith('--') ? 'flag' : readLetters(interpreter, arg.slice(1))
}

function findProgram(interpreter: Interpreter, args: readonly string[]): Running | undefined {
  let at = interpreter.verbs?.includes(args[0] ?? '') ? 1 : 0
  for (; /^[-+]./.test(args[at] ?? ''); at++) {
    if (args[at] === '--') return toFile(args[at + 1])
    const option = readOption(interpreter, args[at]!)
    if (option === 'code') return undefined
    if (option === 'takes next') at++
    else if (option !== 'flag') return toModule(option.module || args[at + 1])
  }
  return isNoFile(interpreter, args[at]) ? undefined : toFile(args[at])
}

const isNoFile = ({ codeWords = [] }: Interpreter, word = '') => word === '-' || codeWords.includes(word)

function findJava(args: readonly string[]): Running | undefined {
  for (let i = 0; i < args.length; i++) {
    const arg = args[i]!
    if (arg === '-jar') return toFile(args[i + 1])
    if (arg === '-m' || arg === '--module') return toModule(args[i + 1]?.split('/')[0])
    if (arg.startsWith('--module=')) return toModule(arg.slice('--module='.length).split('/')[0])
    if (javaValued.has(arg)) i++
    else if (!/^[-@]/.test(arg)) return arg.endsWith('.java') ? toFile(arg) : toModule(arg.replaceAll('/', '.'))
  }
  return undefined
}

/** The program is a folder or an archive; helpers are told it, or nothing. */
function findElectron(args: readonly string[]): Running | undefined {
  const told = args.find((arg) => arg.startsWith('--app-path='))
  if (told) return toFile(told.slice('--app-path='.length))
  if (args.some((arg) => arg.startsWith('--type='))) return { kind: 'part' }
  return toFile(args.find((arg) => !arg.startsWith('-')))
}

/** Wine puts the path of the Windows program into the place of its own name. */
function findWine(argv: readonly string[]): Running | undefined {
  const path = argv.find((arg) => /\.exe$/i.test(arg))
  const exe = path?.split(/[\\/]/).at(-1)
  return exe && !wineOwn.test(exe) ? { kind: 'windows', exe: exe.toLowerCase() } : undefined
}
