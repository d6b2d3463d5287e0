import type { Command, Option } from 'commander'

/** What may follow an option's name: nothing, a file, a folder, one of a few words, or something nobody can guess. */
export type OptionValue = 'none' | 'file' | 'folder' | 'other' | readonly string[]

export interface CompletionOption {
  /** `-C`, `--config` */
  readonly names: readonly string[]
  readonly description: string
  readonly value: OptionValue
}

export interface Candidate {
  readonly name: string
  readonly description: string
}

/** One command of the program, and what can be typed after it. */
export interface CompletionNode {
  /** All words up to it: `usage-audit agent log`. */
  readonly path: string
  /** Commands below it, or what its argument may be. */
  readonly candidates: readonly Candidate[]
  readonly options: readonly CompletionOption[]
}

/** A program as the shells need it. */
export interface CompletionTree {
  /** Parents before what is below them. */
  readonly nodes: readonly CompletionNode[]
  /** The options that every command knows, which stand in no node. */
  readonly shared: readonly CompletionOption[]
}

/** Reads a whole program; what its help hides is left out. */
export function toTree(program: Command): CompletionTree {
  const shared = program.options.filter((option) => option.long !== '--version').map(toOption)
  return { nodes: toNodes(program, program.name(), shared), shared }
}

function toNodes(command: Command, path: string, shared: readonly CompletionOption[]): CompletionNode[] {
  const help = command.createHelp()
  const below = help.visibleCommands(command)
  const own = below.filter((child) => command.commands.includes(child))
  const known = new Set(shared.flatMap(({ names }) => names))
  const options = help.visibleOptions(command).map(toOption)
  const argument = command.registeredArguments[0]?.argChoices ?? []
  return [
    {
      path,
      candidates: [...below.map(toCandidate), ...argument.map((name) => ({ name, description: '' }))],
      options: options.filter(({ names }) => !names.some((name) => known.has(name))),
    },
    // Commander adds `help` where there are commands; what it explains is one of them.
    ...(own.length < below.length ? [{ path: `${path} help`, candidates: own.map(toCandidate), options: [] }] : []),
    ...own.flatMap((child) => toNodes(child, `${path} ${child.name()}`, shared)),
  ]
}

const toCandidate = (command: Command): Candidate => ({ name: command.name(), description: command.description() })

const toOption = (option: Option): CompletionOption => ({
  names: [option.short, option.long].filter((name) => name !== undefined),
  description: option.description,
  value: toValue(option),
})

function toValue({ flags, argChoices }: Pick<Option, 'flags' | 'argChoices'>): OptionValue {
  if (argChoices) return argChoices
  const [, placeholder] = /[<[]([^>\]]+)[>\]]/.exec(flags) ?? []
  if (placeholder === undefined) return 'none'
  return placeholder === 'file' ? 'file' : placeholder === 'dir' ? 'folder' : 'other'
}

/** A step from one command to one below it. */
export const stepsOf = ({ nodes }: CompletionTree): string[] => nodes.slice(1).map(({ path }) => path)

/**
 * The options that take a value, each as a pattern of a shell's `case` for `<path> <name>`, so that the same name may mean
 * another thing elsewhere.
 */
export function valuesOf({
  nodes,
  shared,
}: CompletionTree): { readonly pattern: string; readonly value: OptionValue }[] {
  const toPatterns = (prefix: string) => (option: CompletionOption) =>
    option.value === 'none' ? [] : option.names.map((name) => ({ pattern: `${prefix} ${name}`, value: option.value }))
  return [
    ...shared.flatMap(toPatterns('*')),
    ...nodes.flatMap(({ path, options }) => options.flatMap(toPatterns(path))),
  ]
}
