import type { CommandNode, CommandOption } from './tree.ts';

/** Returns a command and all its descendants. */
export function everyCommand(root: CommandNode): CommandNode[] {
  return [root, ...root.children.flatMap(everyCommand)];
}

/** Returns whether subcommands or the first argument can be completed. */
export function hasOperands({ children, argument }: CommandNode): boolean {
  return children.length > 0 || argument.values.length > 0 || argument.isFile;
}

/** Returns the flags that are followed by a value. */
export function flagsWithValue(commands: readonly CommandNode[]): string[] {
  const options = commands.flatMap((command) => command.options);
  return [...new Set(options.filter(({ takesValue }) => takesValue).flatMap(({ flags }) => flags))];
}

/** Returns a pattern, valid in all three shells, for each command followed by one of its subcommands. */
export function subcommandPatterns(commands: readonly CommandNode[]): string[] {
  return commands.flatMap(({ path, children }) => children.map(({ name }) => `'${path} ${name}'`));
}

/** Returns a pattern for these flags after any command. */
export function flagsAnywhere(flags: readonly string[]): string {
  return flags.map((flag) => `*' ${flag}'`).join('|');
}

/** Returns the options whose values can be completed, each with a pattern for a command followed by its flag. */
export function optionPatterns([root, ...commands]: readonly CommandNode[]): {
  pattern: string;
  option: CommandOption;
}[] {
  const completable = (command: CommandNode | undefined) =>
    (command?.options ?? []).filter(({ isFile, values }) => isFile || values.length > 0);
  return [
    ...commands.flatMap((command) =>
      completable(command).map((option) => ({
        pattern: option.flags.map((flag) => `'${command.path} ${flag}'`).join('|'),
        option,
      })),
    ),
    ...completable(root).map((option) => ({ pattern: flagsAnywhere(option.flags), option })),
  ];
}
