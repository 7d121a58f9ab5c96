import { Argument, type CommandUnknownOpts } from '@commander-js/extra-typings';
import type { Context } from '../context.ts';
import type { Run } from '../run.ts';

type Shell = 'bash' | 'zsh' | 'fish';

const installing = `
To install it:
  bash  voicebot completion bash > ~/.local/share/bash-completion/completions/voicebot
        or in ~/.bashrc: source <(voicebot completion bash)
  zsh   voicebot completion zsh > "\${fpath[1]}/_voicebot"
        or in ~/.zshrc, after compinit: source <(voicebot completion zsh)
  fish  voicebot completion fish > ~/.config/fish/completions/voicebot.fish
Then open a new shell. Do it again after an update.`;

export function addCompletionCommand(program: CommandUnknownOpts, run: Run): void {
  program
    .command('completion')
    .description('print what makes a shell complete voicebot commands')
    .addArgument(new Argument('<shell>', 'the shell').choices(['bash', 'zsh', 'fish']))
    .addHelpText('after', installing)
    .action((shell) => run((context) => printScript(context, program, shell)));
}

async function printScript(
  { output }: Context,
  program: CommandUnknownOpts,
  shell: Shell,
): Promise<undefined> {
  const { completionTree } = await import('../completion-tree.ts');
  const { completionScripts } = await import('../completion-scripts.ts');
  const script = completionScripts[shell](completionTree(program));
  output.result({ shell, script }, () => script.trimEnd());
}
