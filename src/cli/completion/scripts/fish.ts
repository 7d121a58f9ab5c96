import { everyCommand, flagsWithValue, profileFlags, subcommandPatterns } from '../patterns.ts';
import type { Candidates, CommandNode, CommandOption } from '../tree.ts';
import { lines } from './lines.ts';

/** Returns the script for fish: https://fishshell.com/docs/current/completions.html */
export function fishScript(root: CommandNode): string {
  const commands = everyCommand(root);
  const quoted = (text: string) => `'${text.replace(/[\\']/g, '\\$&')}'`;
  const after = ({ path }: CommandNode, operands = '') =>
    `complete -c voicebot -n ${quoted(`__voicebot_after ${quoted(path)}${operands}`)}`;
  const complete = ({ values, isFile, kind }: Candidates) => {
    if (kind) return `-f -a '(__voicebot_data ${kind})'`;
    return isFile ? '-F' : `-f -a ${quoted(values.join(' '))}`;
  };
  const flags = (option: CommandOption) =>
    option.flags
      .map((flag) => (flag.startsWith('--') ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`))
      .join(' ');
  const optionLine = (start: string, option: CommandOption) =>
    `${start} ${flags(option)}${option.takesValue ? ` -r ${complete(option)}` : ''} -d ${quoted(option.description)}`;
  const linesOf = (command: CommandNode) => [
    ...command.children.map(
      ({ name, description }) => `${after(command, ' 0')} -a ${name} -d ${quoted(description)}`,
    ),
    ...command.operands.flatMap((candidates, index) =>
      candidates.values.length > 0 || candidates.isFile || candidates.kind
        ? [`${after(command, ` ${index}${candidates.isRepeated ? ' more' : ''}`)} ${complete(candidates)}`]
        : [],
    ),
    ...command.options.map((option) =>
      optionLine(command === root ? 'complete -c voicebot' : after(command), option),
    ),
  ];
  return `# Completion of voicebot for fish.

# Sets what is known of the words so far: the command, how many operands follow it, and options that choose a database.
function __voicebot_parse
    set -g __voicebot_command
    set -g __voicebot_operands 0
    set -g __voicebot_globals
    set -l skip
    for word in (commandline -opc)[2..-1]
        if set -q skip[1]
            switch $skip
                case ${profileFlags.join(' ')}
                    set -a __voicebot_globals $skip $word
            end
            set -e skip[1]
            continue
        end
        switch $word
            case ${flagsWithValue(commands).join(' ')}
                set skip $word
            case ${profileFlags.map((flag) => `'${flag}=*'`).join(' ')}
                set -a __voicebot_globals $word
        end
        switch "$__voicebot_command $word"
            case ${subcommandPatterns(commands).join(' ')}
                set -a __voicebot_command $word
                set __voicebot_operands 0
            case '* -?*'
            case '*'
                set __voicebot_operands (math $__voicebot_operands + 1)
        end
    end
end
# Whether a command was typed: with a number, with that many operands; with \`more\`, or more.
function __voicebot_after
    __voicebot_parse
    test "$__voicebot_command" = "$argv[1]"; or return 1
    switch (count $argv)
        case 2
            test $__voicebot_operands -eq $argv[2]
        case 3
            test $__voicebot_operands -ge $argv[2]
    end
end
# Asks voicebot for words of a kind. fish quotes what it inserts, and offers only words that begin as they are typed.
function __voicebot_data
    __voicebot_parse
    set -l typed (commandline -ct | string replace -r '^-[^=]*=' '' | string replace -ra '[\\\\\\\\"\\']' '')
    set -l program (commandline -opc)[1]
    $program __complete $argv[1] "$typed" --command "$__voicebot_command" --as-typed $__voicebot_globals 2>/dev/null
end
complete -c voicebot -f
${lines(commands.flatMap(linesOf), (line) => line)}
`;
}
