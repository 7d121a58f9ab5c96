import { basename, dirname } from 'node:path';
import type { Context } from '../context.ts';

/** Cron's PATH: a script that starts with `#!/usr/bin/env node` finds `node` only there. */
const cronFolders = ['/usr/bin', '/bin'];

/** Returns the line for `crontab -e` that places this profile's due calls every minute. */
export function crontabLine(context: Context): string {
  const { node, script } = context.parts.program;
  const words = [...(cronFolders.includes(dirname(node)) ? [] : [node]), script, ...profileOption(context)];
  return `* * * * * ${[...words, 'process-due'].map(quoteForCrontab).join(' ')}`;
}

/** Returns `--profile acme`, for commands shown to the operator; nothing for the default profile. */
export function profileOption({ profileFile }: Context): string[] {
  const profile = basename(dirname(profileFile));
  return profile === 'default' ? [] : ['--profile', profile];
}

/** Quotes a word for the shell, and escapes `%`, which ends the command in a crontab (crontab(5)). */
function quoteForCrontab(word: string): string {
  const quoted = /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
  return quoted.replaceAll('%', '\\%');
}
