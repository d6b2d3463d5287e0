import { type CompletionTree, type OptionValue, stepsOf, valuesOf } from './nodes.ts'
import { quote, toPattern } from './quote.ts'

/** A script for bash, 3.2 and later; it needs no other package. */
export function toBash(tree: CompletionTree): string {
  const values = valuesOf(tree)
  const shared = tree.shared.flatMap(({ names }) => names)
  const steps = stepsOf(tree).map((path) => `      ${quote(path)}) at=${quote(path)} ;;\n`)
  const words = tree.nodes.map(({ path, candidates, options }) => {
    const names = [...options.flatMap((option) => option.names), ...shared]
    return `    ${quote(path)})
      candidates=${quote(candidates.map(({ name }) => name).join(' '))}
      options=${quote(names.join(' '))} ;;\n`
  })
  return `# bash completion for usage-audit, made by \`usage-audit completion bash\`
_usage_audit() {
  local at='usage-audit' previous='' current="\${COMP_WORDS[COMP_CWORD]}" word i candidates='' options=''
  COMPREPLY=()
  for ((i = 1; i < COMP_CWORD; i++)); do
    word="\${COMP_WORDS[i]}"
    [ "$word" = '=' ] && continue
    case "$at $previous" in
      ${values.map(({ pattern }) => toPattern(pattern)).join(' | ')}) previous='' && continue ;;
    esac
    previous="$word"
    case "$at $word" in
${steps.join('')}    esac
  done
  [ "$current" = '=' ] && current=''
  case "$at $previous" in
${values.map(({ pattern, value }) => `    ${toPattern(pattern)}) ${toAction(value)}; return ;;\n`).join('')}  esac
  case "$at" in
${words.join('')}  esac
  case "$current" in
    -*) COMPREPLY=($(compgen -W "$options" -- "$current")) ;;
    *) COMPREPLY=($(compgen -W "$candidates" -- "$current")) ;;
  esac
}

# Paths are left to readline, which knows how to quote them; where it cannot be told (bash 3.2) they are listed.
_usage_audit_paths() {
  local IFS=$'\\n'
  compopt -o "$1" 2> /dev/null || COMPREPLY=($(compgen "$2" -- "$3"))
}

complete -F _usage_audit usage-audit
`
}

function toAction(value: OptionValue): string {
  if (value === 'file') return '_usage_audit_paths default -f "$current"'
  if (value === 'folder') return '_usage_audit_paths dirnames -d "$current"'
  return Array.isArray(value) ? `COMPREPLY=($(compgen -W ${quote(value.join(' '))} -- "$current"))` : ':'
}
