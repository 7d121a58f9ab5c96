import type { CommandUnknownOpts } from '@commander-js/extra-typings';

/** Returns the names of a command's ancestors and its own, such as `voicebot contacts import`. */
export function commandPath(command: CommandUnknownOpts): string {
  return command.parent ? `${commandPath(command.parent)} ${command.name()}` : command.name();
}

/** Returns the same without the program's name; empty for the program. */
export function pathBelowProgram(command: CommandUnknownOpts): string {
  return commandPath(command).split(' ').slice(1).join(' ');
}
