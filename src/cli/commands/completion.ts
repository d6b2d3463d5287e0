import { Argument, Command } from 'commander'
import type { Cli } from '../cli.ts'
import { toBash } from '../completion/bash.ts'
import { toFish } from '../completion/fish.ts'
import { type CompletionTree, toTree } from '../completion/nodes.ts'
import { toZsh } from '../completion/zsh.ts'
import { examples } from '../help.ts'

const shells = { bash: toBash, zsh: toZsh, fish: toFish } satisfies Record<string, (tree: CompletionTree) => string>

/** `usage-audit completion`: a script that lets a shell complete what one types. It must hang below the whole program. */
export const completionCommand = (cli: Cli): Command =>
  new Command('completion')
    .description('print a script that lets your shell complete commands and options')
    .addArgument(new Argument('<shell>', 'the shell').choices(Object.keys(shells)))
    .action((shell: keyof typeof shells, _flags: object, command: Command) => {
      const script = shells[shell](toTree(command.parent!))
      if (cli.json) return cli.printJson({ shell, script })
      cli.stdout.write(script)
    })
    .addHelpText(
      'after',
      examples(
        'usage-audit completion bash > ~/.local/share/bash-completion/completions/usage-audit',
        'usage-audit completion zsh > ~/.zsh/completions/_usage-audit   # a folder of $fpath',
        'usage-audit completion fish > ~/.config/fish/completions/usage-audit.fish',
      ),
    )
