import type { CommandWord, OptionWord } from './tree.ts';

/** A command and all beneath it. */
export function everyCommand(root: CommandWord): CommandWord[] {
  return [root, ...root.children.flatMap(everyCommand)];
}

/** Whether it is known what may follow beside options. */
export function hasOperands({ children, argument }: CommandWord): boolean {
  return children.length > 0 || argument.values.length > 0 || argument.isFile;
}

/** The flags after which a word is a value and no command. */
export function flagsWithValue(commands: readonly CommandWord[]): string[] {
  const options = commands.flatMap((command) => command.options);
  return [...new Set(options.filter(({ takesValue }) => takesValue).flatMap(({ flags }) => flags))];
}

/** Patterns, in all three shells: a command's words so far, and one that leads on from there. */
export function subcommands(commands: readonly CommandWord[]): string[] {
  return commands.flatMap(({ path, children }) => children.map(({ name }) => `'${path} ${name}'`));
}

/** A pattern for these flags after any command. */
export function anywhere(flags: readonly string[]): string {
  return flags.map((flag) => `*' ${flag}'`).join('|');
}

/** The options whose values are known, each with a pattern for the words that lead to it. */
export function valuePlaces([root, ...commands]: readonly CommandWord[]): {
  place: string;
  option: OptionWord;
}[] {
  const known = (command: CommandWord | undefined) =>
    (command?.options ?? []).filter(({ isFile, values }) => isFile || values.length > 0);
  return [
    ...commands.flatMap((command) =>
      known(command).map((option) => ({
        place: option.flags.map((flag) => `'${command.path} ${flag}'`).join('|'),
        option,
      })),
    ),
    ...known(root).map((option) => ({ place: anywhere(option.flags), option })),
  ];
}
