import { basename, dirname } from 'node:path';
import type { Context } from '../context.ts';

/** Where cron looks for programs; a script whose first line asks for `node` finds it nowhere else. */
const foldersOfCron = ['/usr/bin', '/bin'];

/** The line for `crontab -e` that places this profile's due calls every minute. */
export function crontabLine(context: Context): string {
  const { node, script } = context.parts.program;
  const words = [...(foldersOfCron.includes(dirname(node)) ? [] : [node]), script, ...profileOption(context)];
  return `* * * * * ${[...words, 'process-due'].map(crontabWord).join(' ')}`;
}

/** `--profile acme`, for commands that are shown to the operator; empty for the default profile. */
export function profileOption({ profileFile }: Context): string[] {
  const profile = basename(dirname(profileFile));
  return profile === 'default' ? [] : ['--profile', profile];
}

/** A word as the shell takes it, with `%` escaped, which in a crontab ends the line (crontab(5)). */
function crontabWord(word: string): string {
  const quoted = /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
  return quoted.replaceAll('%', '\\%');
}
