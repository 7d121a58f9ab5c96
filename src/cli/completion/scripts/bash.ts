import {
  everyCommand,
  flagsAnywhere,
  flagsWithValue,
  operandPatterns,
  optionPatterns,
  profileFlags,
  subcommandPatterns,
} from '../patterns.ts';
import type { Candidates, CommandNode } from '../tree.ts';
import { lines } from './lines.ts';

/**
 * Returns the script for Bash 3.2, which macOS has, and later:
 * https://www.gnu.org/software/bash/manual/html_node/Programmable-Completion.html
 *
 * It has the whole command tree, so that most keys start no program; only data is asked for.
 */
export function bashScript(root: CommandNode): string {
  const commands = everyCommand(root);
  const complete = ({ values, isFile, kind }: Candidates) => {
    if (kind) return `_voicebot_data ${kind}`;
    return isFile ? '_voicebot_files' : `COMPREPLY=($(compgen -W '${values.join(' ')}' -- "$current"))`;
  };
  const flags = ({ options }: CommandNode) => options.flatMap((option) => option.flags).join(' ');
  return `# Completion of voicebot for bash.
_voicebot_files() {
  local IFS=$'\\n'
  compopt -o filenames 2>/dev/null
  COMPREPLY=($(compgen -f -- "$current"))
}

# Asks voicebot for words of a kind, and quotes each as the word that is being typed is quoted. While several are only shown, each
# is followed by what it is; the keys that insert one after another have COMP_TYPE 37 and 42.
_voicebot_data() {
  local typed="$current" quote='' tab=$'\\t' line word common
  local -a words=() shown=()
  case $typed in
    [\\'\\"]*) quote=\${typed:0:1} typed=\${typed:1} ;;
    *) typed=\${typed//\\\\/} ;;
  esac
  [[ $1 == field || $1 == fields ]] && compopt -o nospace 2>/dev/null
  while IFS= read -r line; do
    word=\${line%%"$tab"*}
    case $quote in
      \\') word=\${word//\\'/\\'\\\\\\'\\'} ;;
      \\") word=\${word//\\\\/\\\\\\\\} word=\${word//\\"/\\\\\\"} word=\${word//\\$/\\\\\\$} word=\${word//\\\`/\\\\\\\`} ;;
      *) printf -v word %q "$word"; word=\${word//\\\\,/,} ;;
    esac
    # Readline closes a quotation, but not one that ends with such a sign.
    [[ $quote && $word == *"$quote" ]] && word+=$quote
    words+=("$word")
    if [[ $line == *"$tab"* ]]; then shown+=("$word  (\${line#*"$tab"})"); else shown+=("$word"); fi
  done < <("\${COMP_WORDS[0]/#\\~/$HOME}" __complete "$1" "$typed" --command "$command" \${globals[@]+"\${globals[@]}"} 2>/dev/null)
  if ((\${#words[@]} < 2)) || [[ $COMP_TYPE == 37 || $COMP_TYPE == 42 ]]; then shown=(\${words[@]+"\${words[@]}"}); fi
  # Readline puts in what all begin with. If that is less than what was typed, as with accents, nothing in common has it only list them.
  common=\${words[0]}
  for word in \${words[@]+"\${words[@]}"}; do
    while [[ $word != "$common"* ]]; do common=\${common%?}; done
  done
  ((\${#words[@]} > 1 && \${#common} < \${#typed})) && shown+=('')
  COMPREPLY=(\${shown[@]+"\${shown[@]}"})
}

_voicebot() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD - 1]}"
  local command='' skip='' flags='' word operands=0 flag=''
  local -a globals=()
  COMPREPLY=()
  # Bash splits --status=PENDING into three words.
  if [[ $current == '=' ]]; then current=''
  elif [[ $previous == '=' ]]; then previous="\${COMP_WORDS[COMP_CWORD - 2]}"
  fi
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    if [[ $word == '=' ]]; then skip=1
    elif [[ $skip ]]; then
      case $flag in ${profileFlags.join('|')}) globals+=("$flag" "\${word//[\\'\\"\\\\]/}") ;; esac
      skip=''
    else
      case "$word" in ${flagsWithValue(commands).join('|')}) skip=1 flag=$word ;; esac
      case "$command $word" in
        ${subcommandPatterns(commands).join('|')}) command="\${command:+$command }$word" operands=0 ;;
        *' '-?*) ;;
        *) operands=$((operands + 1)) ;;
      esac
    fi
  done
  case "$command $previous" in
${lines(optionPatterns(commands), ({ pattern, option }) => `    ${pattern}) ${complete(option)}; return ;;`)}
    ${flagsAnywhere(flagsWithValue(commands))}) return ;;
  esac
  if [[ $current == -* ]]; then
    case "$command" in
${lines(commands.slice(1).filter(hasOptions), (command) => `      '${command.path}') flags='${flags(command)}' ;;`)}
    esac
    COMPREPLY=($(compgen -W "$flags ${flags(root)}" -- "$current"))
  else
    case "$command $operands" in
${lines(operandPatterns(commands), ({ pattern, candidates }) => `      ${pattern}) ${complete(candidates)} ;;`)}
    esac
  fi
}
complete -F _voicebot voicebot
`;
}

function hasOptions({ options }: CommandNode): boolean {
  return options.length > 0;
}
