import {
  everyCommand,
  flagsAnywhere,
  flagsWithValue,
  hasOperands,
  optionPatterns,
  subcommandPatterns,
} from './patterns.ts';
import type { Candidates, CommandNode, CommandOption } from './tree.ts';

/** Functions that return a completion script. It contains the whole command tree, so that pressing TAB starts no program. */
export const completionScripts = { bash: bashScript, zsh: zshScript, fish: fishScript } as const;

/**
 * Returns the script for Bash 3.2, which macOS has, and later:
 * https://www.gnu.org/software/bash/manual/html_node/Programmable-Completion.html
 */
function bashScript(root: CommandNode): string {
  const commands = everyCommand(root);
  const completeWords = (words: readonly string[]) =>
    `COMPREPLY=($(compgen -W '${words.join(' ')}' -- "$current"))`;
  const complete = ({ values, isFile }: Candidates) =>
    isFile ? '_voicebot_files "$current"' : completeWords(values);
  const flags = ({ options }: CommandNode) => options.flatMap((option) => option.flags).join(' ');
  const operands = ({ children, argument }: CommandNode) =>
    children.length > 0 ? completeWords(children.map(({ name }) => name)) : complete(argument);
  return `# Completion of voicebot for bash.
_voicebot_files() {
  local IFS=$'\\n'
  compopt -o filenames 2>/dev/null
  COMPREPLY=($(compgen -f -- "$1"))
}

_voicebot() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD - 1]}"
  local command='' skip='' flags='' word
  COMPREPLY=()
  # Bash splits --status=PENDING into three words.
  if [[ $current == '=' ]]; then current=''
  elif [[ $previous == '=' ]]; then previous="\${COMP_WORDS[COMP_CWORD - 2]}"
  fi
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    if [[ $word == '=' ]]; then skip=1
    elif [[ $skip ]]; then skip=''
    else
      case "$word" in ${flagsWithValue(commands).join('|')}) skip=1 ;; esac
      case "$command $word" in ${subcommandPatterns(commands).join('|')}) command="\${command:+$command }$word" ;; esac
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
    case "$command" in
${lines(commands.filter(hasOperands), (command) => `      '${command.path}') ${operands(command)} ;;`)}
    esac
  fi
}
complete -F _voicebot voicebot
`;
}

/** Returns the script for zsh: https://zsh.sourceforge.io/Doc/Release/Completion-System.html */
function zshScript(root: CommandNode): string {
  const commands = everyCommand(root);
  const complete = ({ values, isFile }: Candidates) => (isFile ? '_files' : `compadd -- ${values.join(' ')}`);
  const entry = (name: string, description: string) => `'${name}:${description.replaceAll("'", "'\\''")}'`;
  const flags = ({ options }: CommandNode) =>
    options.flatMap((option) => option.flags.map((flag) => entry(flag, option.description))).join(' ');
  const operands = ({ children, argument }: CommandNode) =>
    children.length > 0
      ? `found=(${children.map(({ name, description }) => entry(name, description)).join(' ')}); _describe command found`
      : complete(argument);
  return `#compdef voicebot
# Completion of voicebot for zsh.
_voicebot() {
  local command='' skip='' previous="$words[CURRENT-1]" word
  local -a found
  for word in "\${(@)words[2,CURRENT-1]}"; do
    if [[ -n $skip ]]; then skip=''; continue; fi
    case "$word" in (${flagsWithValue(commands).join('|')}) skip=1 ;; esac
    case "$command $word" in (${subcommandPatterns(commands).join('|')}) command="\${command:+$command }$word" ;; esac
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
    case "$command" in
${lines(commands.filter(hasOperands), (command) => `      ('${command.path}') ${operands(command)} ;;`)}
    esac
  fi
}
# Run at once if autoloaded from $fpath, otherwise only registered.
if [[ $funcstack[1] == _voicebot ]]; then _voicebot "$@"; else compdef _voicebot voicebot; fi
`;
}

/** Returns the script for fish: https://fishshell.com/docs/current/completions.html */
function fishScript(root: CommandNode): string {
  const commands = everyCommand(root);
  const quoted = (text: string) => `'${text.replace(/[\\']/g, '\\$&')}'`;
  const after = ({ path }: CommandNode) =>
    `complete -c voicebot -n ${quoted(`__voicebot_after ${quoted(path)}`)}`;
  const complete = ({ values, isFile }: Candidates) => (isFile ? '-F' : `-f -a ${quoted(values.join(' '))}`);
  const flags = (option: CommandOption) =>
    option.flags
      .map((flag) => (flag.startsWith('--') ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`))
      .join(' ');
  const optionLine = (start: string, option: CommandOption) =>
    `${start} ${flags(option)}${option.takesValue ? ` -r ${complete(option)}` : ''} -d ${quoted(option.description)}`;
  const linesOf = (command: CommandNode) => [
    ...command.children.map(
      ({ name, description }) => `${after(command)} -a ${name} -d ${quoted(description)}`,
    ),
    ...(command.children.length === 0 && hasOperands(command)
      ? [`${after(command)} ${complete(command.argument)}`]
      : []),
    ...command.options.map((option) =>
      optionLine(command === root ? 'complete -c voicebot' : after(command), option),
    ),
  ];
  return `# Completion of voicebot for fish.
function __voicebot_after
    set -l command
    set -l skip
    for word in (commandline -opc)[2..-1]
        if set -q skip[1]
            set -e skip[1]
            continue
        end
        switch $word
            case ${flagsWithValue(commands).join(' ')}
                set skip 1
        end
        switch "$command $word"
            case ${subcommandPatterns(commands).join(' ')}
                set -a command $word
        end
    end
    test "$command" = "$argv"
end
complete -c voicebot -f
${lines(commands.flatMap(linesOf), (line) => line)}
`;
}

function lines<T>(items: readonly T[], line: (item: T) => string): string {
  return items.map(line).join('\n');
}

function hasOptions({ options }: CommandNode): boolean {
  return options.length > 0;
}
