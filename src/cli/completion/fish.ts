import { type CompletionOption, type CompletionTree, type OptionValue, stepsOf, valuesOf } from './nodes.ts'
import { quoteFish } from './quote.ts'

/** A script for fish, 3 and later: a file `usage-audit.fish` among its completions. */
export function toFish(tree: CompletionTree): string {
  const steps = stepsOf(tree).map((path) => `      case ${quoteFish(path)}\n        set at ${quoteFish(path)}\n`)
  const lines = tree.nodes.flatMap(({ path, candidates, options }) => {
    const here = `-n ${quoteFish(`__usage_audit_at ${quoteFish(path)}`)}`
    return [
      ...candidates.map(({ name, description }) => line(here, `-a ${quoteFish(name)}`, description)),
      ...options.map((option) => toLine(here, option)),
    ]
  })
  return `# fish completion for usage-audit, made by \`usage-audit completion fish\`
function __usage_audit_at
  set -l at usage-audit
  set -l previous ''
  for word in (commandline -opc)[2..-1]
    switch "$at $previous"
      case ${valuesOf(tree)
        .map(({ pattern }) => quoteFish(pattern))
        .join(' ')}
        set previous ''
        continue
    end
    set previous $word
    switch "$at $word"
${steps.join('')}    end
  end
  test "$at" = "$argv[1]"
end

complete -c usage-audit -f
${[...tree.shared.map((option) => toLine('', option)), ...lines].join('')}`
}

const toLine = (here: string, { names, description, value }: CompletionOption) =>
  line(here, [...names.map(toName), ...toAction(value)].join(' '), description)

const toName = (name: string) => (name.startsWith('--') ? `-l ${name.slice(2)}` : `-s ${name.slice(1)}`)

const line = (here: string, what: string, description: string) =>
  `${['complete -c usage-audit', here, what, description && `-d ${quoteFish(description)}`].filter(Boolean).join(' ')}\n`

function toAction(value: OptionValue): string[] {
  if (value === 'none') return []
  if (value === 'file') return ['-r -F']
  if (value === 'folder') return ["-x -a '(__fish_complete_directories)'"]
  return Array.isArray(value) ? [`-x -a ${quoteFish(value.join(' '))}`] : ['-x']
}
