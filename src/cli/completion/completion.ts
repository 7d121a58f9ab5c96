import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import type { Context } from '../context.ts';
import { completionScripts } from './scripts.ts';
import { completionTree } from './tree.ts';

/** `completion`: prints the completion script for a shell. */
export async function printScript(
  { output }: Context,
  program: CommandUnknownOpts,
  shell: keyof typeof completionScripts,
): Promise<undefined> {
  const script = completionScripts[shell](completionTree(program));
  output.result({ shell, script }, () => script.trimEnd().split('\n'));
}
