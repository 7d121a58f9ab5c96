import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Parts } from '../parts.ts';
import type { Shell } from './shells.ts';

/** What makes a shell find the completion script. */
export interface Location {
  /** The path of the script. */
  script: string;
  /** The file that the shell reads when it starts, and the lines in it that load the script; undefined if it looks there itself. */
  startup?: { file: string; lines: readonly string[] };
}

/** Returns where the script of a shell belongs, in a home folder that nothing was set up in. */
export function locationFor(
  shell: Shell,
  parts: Pick<Parts, 'environment' | 'configFolder' | 'dataFolder'>,
): Location {
  const { environment, configFolder, dataFolder } = parts;
  const home = environment['HOME'] || homedir();
  if (shell === 'fish') return { script: join(configFolder, 'fish/completions/voicebot.fish') };
  if (shell === 'zsh') {
    const script = join(dataFolder, 'zsh/site-functions/_voicebot');
    const lines = ['(( $+functions[compdef] )) || { autoload -Uz compinit && compinit; }', sourced(script)];
    return { script, startup: { file: join(environment['ZDOTDIR'] || home, '.zshrc'), lines } };
  }
  // Where the package bash-completion looks; not every machine has it.
  const script = join(dataFolder, 'bash-completion/completions/voicebot');
  return { script, startup: { file: join(home, '.bashrc'), lines: [sourced(script)] } };
}

function sourced(path: string): string {
  const quoted = `'${path.replaceAll("'", "'\\''")}'`;
  return `[ ! -r ${quoted} ] || . ${quoted}`;
}
