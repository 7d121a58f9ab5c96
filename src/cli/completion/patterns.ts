import type { Candidates, CommandNode, CommandOption } from './tree.ts';

/** The options that decide which database is asked. */
export const profileFlags = ['--profile', '--db', '--env-file'] as const;

/** Returns a command and all its descendants. */
export function everyCommand(root: CommandNode): CommandNode[] {
  return [root, ...root.children.flatMap(everyCommand)];
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

/**
 * Returns what can be completed after a command, each with a pattern for the command followed by how many operands there are: first
 * its subcommands, then what its arguments take.
 */
export function operandPatterns(
  commands: readonly CommandNode[],
): { pattern: string; candidates: Candidates }[] {
  return commands.flatMap(({ path, children, operands }) => {
    const [first] = operands;
    const named = [...children, ...(first?.values ?? []).map((name) => ({ name, description: '' }))];
    const words = { values: named.map(({ name }) => name), isFile: false, named };
    const subcommands = children.length > 0 ? [{ pattern: `'${path} 0'`, candidates: words }] : [];
    const taken = operands.map((candidates, index) => ({
      pattern: candidates.isRepeated ? `'${path} '*` : `'${path} ${index}'`,
      candidates,
    }));
    return [...subcommands, ...taken.filter(({ candidates }) => isCompletable(candidates))];
  });
}

/** Returns the options whose values can be completed, each with a pattern for a command followed by its flag. */
export function optionPatterns([root, ...commands]: readonly CommandNode[]): {
  pattern: string;
  option: CommandOption;
}[] {
  const completable = (command: CommandNode | undefined) => (command?.options ?? []).filter(isCompletable);
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

function isCompletable({ isFile, values, kind }: Candidates): boolean {
  return isFile || values.length > 0 || kind !== undefined;
}
