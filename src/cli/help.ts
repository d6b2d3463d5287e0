import type { Command } from 'commander'

/** The end of a command's help: what one would really type. */
export const examples = (...lines: readonly string[]): string =>
  `\n${lines.length > 1 ? 'Examples' : 'Example'}:\n${lines.map((line) => `  $ ${line}`).join('\n')}`

/** Gives a command that was made elsewhere, and all below it, its parent's manners: throw, do not print, show global options. */
export function adopt(parent: Command, child: Command): Command {
  child.copyInheritedSettings(parent)
  for (const below of child.commands) adopt(child, below)
  return child
}
