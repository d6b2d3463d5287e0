import { type Candidate, type CompletionTree, type OptionValue, stepsOf, valuesOf } from './nodes.ts'
import { quote, toPattern } from './quote.ts'

/** A script for zsh: a file `_usage-audit` in a folder of `fpath`, or sourced after `compinit`. */
export function toZsh(tree: CompletionTree): string {
  const values = valuesOf(tree)
  const steps = stepsOf(tree).map((path) => `      ${quote(path)}) at=${quote(path)} ;;\n`)
  const words = tree.nodes.map(({ path, candidates, options }) => {
    const all = [...options, ...tree.shared].flatMap(({ names, description }) =>
      names.map((name) => ({ name, description })),
    )
    return `    ${quote(path)})
      candidates=(${candidates.map(describe).join(' ')})
      options=(${all.map(describe).join(' ')}) ;;\n`
  })
  return `#compdef usage-audit
# zsh completion for usage-audit, made by \`usage-audit completion zsh\`
_usage_audit() {
  local at='usage-audit' previous='' word i
  local -a candidates options
  for ((i = 2; i < CURRENT; i++)); do
    word="\${words[i]}"
    case "$at $previous" in
      ${values.map(({ pattern }) => toPattern(pattern)).join(' | ')}) previous=''; continue ;;
    esac
    previous="$word"
    case "$at $word" in
${steps.join('')}    esac
  done
  case "$at $previous" in
${values.map(({ pattern, value }) => `    ${toPattern(pattern)}) ${toAction(value)}; return ;;\n`).join('')}  esac
  case "$at" in
${words.join('')}  esac
  if [[ "$PREFIX" == -* ]]; then
    _describe -o option options
  else
    _describe command candidates
  fi
}

if [ "\${funcstack[1]}" = _usage-audit ]; then
  _usage_audit "$@"
else
  compdef _usage_audit usage-audit
fi
`
}

/** \`name:description\`, as _describe wants it. */
const describe = ({ name, description }: Candidate) =>
  quote(description ? `${name.replaceAll(':', '\\:')}:${description}` : name.replaceAll(':', '\\:'))

function toAction(value: OptionValue): string {
  if (value === 'file') return '_files'
  if (value === 'folder') return '_files -/'
  return Array.isArray(value) ? `compadd -- ${value.map(quote).join(' ')}` : ':'
}
