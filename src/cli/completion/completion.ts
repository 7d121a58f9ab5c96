import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import type { Context } from '../context.ts';
import { bashScript } from './scripts/bash.ts';
import { fishScript } from './scripts/fish.ts';
import { zshScript } from './scripts/zsh.ts';
import type { Shell } from './shells.ts';
import { completionTree } from './tree.ts';

const scripts = { bash: bashScript, zsh: zshScript, fish: fishScript } as const;

/** Returns the completion script for a shell. */
export function scriptFor(program: CommandUnknownOpts, shell: Shell): string {
  return scripts[shell](completionTree(program));
}

/** `completion`: prints the completion script for a shell. */
export async function printScript(
  { output }: Context,
  program: CommandUnknownOpts,
  shell: Shell,
): Promise<undefined> {
  const script = scriptFor(program, shell);
  output.result({ shell, script }, () => script.trimEnd().split('\n'));
}
