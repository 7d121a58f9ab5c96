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

/** Returns the script for zsh: https://zsh.sourceforge.io/Doc/Release/Completion-System.html */
export function zshScript(root: CommandNode): string {
  const commands = everyCommand(root);
  const entry = (name: string, description: string) => `'${name}:${description.replaceAll("'", "'\\''")}'`;
  const complete = ({ values, isFile, kind, named }: Candidates) => {
    if (named)
      return `found=(${named.map(({ name, description }) => entry(name, description)).join(' ')}); _describe command found`;
    if (kind) return `_voicebot_data ${kind}`;
    return isFile ? '_files' : `compadd -- ${values.join(' ')}`;
  };
  const flags = ({ options }: CommandNode) =>
    options.flatMap((option) => option.flags.map((flag) => entry(flag, option.description))).join(' ');
  return `#compdef voicebot
# Completion of voicebot for zsh.

# Asks voicebot for words of a kind. zsh quotes what it inserts. They need not begin as it was typed: accents may be missing. If they
# have less in common than what was typed, they are only listed.
_voicebot_data() {
  local line word common typed="\${(Q)PREFIX}"
  local -a found shown suffix
  [[ $1 == field ]] && suffix=(-S '')
  [[ $1 == fields ]] && suffix=(-qS ,)
  for line in "\${(@f)$("\${(Q)words[1]/#\\~/$HOME}" __complete "$1" "$typed" --command "$command" "$globals[@]" 2>/dev/null)}"; do
    [[ -n $line ]] || continue
    found+=("\${line%%$'\\t'*}")
    shown+=("\${line/$'\\t'/  -- }")
  done
  if [[ $1 == fields ]] && compset -P '*,'; then
    found=("\${(@)found##*,}") shown=("\${(@)shown##*,}") typed="\${typed##*,}"
  fi
  common="$found[1]"
  for word in "$found[@]"; do
    while [[ $word != "$common"* ]]; do common="\${common%?}"; done
  done
  compadd -U -i "$IPREFIX" "$suffix[@]" -l -d shown -a found
  if (( $#found > 1 && $#common < $#typed )); then compstate[insert]='' compstate[list]=list; fi
}

_voicebot() {
  local command='' skip='' previous="$words[CURRENT-1]" word flag=''
  local -a found globals
  local -i operands=0
  for word in "\${(@)words[2,CURRENT-1]}"; do
    if [[ -n $skip ]]; then
      case "$flag" in (${profileFlags.join('|')}) globals+=("$flag" "\${(Q)word}") ;; esac
      skip=''
      continue
    fi
    case "$word" in
      (${flagsWithValue(commands).join('|')}) skip=1 flag="$word" ;;
      (${profileFlags.map((flag) => `${flag}=*`).join('|')}) globals+=("\${(Q)word}") ;;
    esac
    case "$command $word" in
      (${subcommandPatterns(commands).join('|')}) command="\${command:+$command }$word" operands=0 ;;
      (*' '-?*) ;;
      (*) operands+=1 ;;
    esac
  done
  # --status=PENDING is one word.
  if [[ $PREFIX == --*=* ]]; then previous="\${PREFIX%%=*}"; compset -P '*='; fi
  case "$command $previous" in
${lines(optionPatterns(commands), ({ pattern, option }) => `    (${pattern}) ${complete(option)}; return ;;`)}
    (${flagsAnywhere(flagsWithValue(commands))}) _message value; return ;;
  esac
  if [[ $PREFIX == -* ]]; then
    case "$command" in
${lines(commands.slice(1).filter(hasOptions), (command) => `      ('${command.path}') found=(${flags(command)}) ;;`)}
    esac
    found+=(${flags(root)})
    _describe -o option found
  else
    case "$command $operands" in
${lines(operandPatterns(commands), ({ pattern, candidates }) => `      (${pattern}) ${complete(candidates)} ;;`)}
    esac
  fi
}
# Run at once if autoloaded from $fpath, otherwise only registered.
if [[ $funcstack[1] == _voicebot ]]; then _voicebot "$@"; else compdef _voicebot voicebot; fi
`;
}

function hasOptions({ options }: CommandNode): boolean {
  return options.length > 0;
}
