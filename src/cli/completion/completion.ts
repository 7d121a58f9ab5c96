import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import type { Context } from '../context.ts';

type Shell = 'bash' | 'zsh' | 'fish';

/** `completion` */
export async function printScript(
  { output }: Context,
  program: CommandUnknownOpts,
  shell: Shell,
): Promise<undefined> {
  const { completionTree } = await import('./tree.ts');
  const { completionScripts } = await import('./scripts.ts');
  const script = completionScripts[shell](completionTree(program));
  output.result({ shell, script }, () => script.trimEnd());
}
