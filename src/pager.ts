import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { errorCode } from './domain/problem.ts';

/** less ends at once if all fits, shows colours, and leaves the text on the screen, as git sets it up. */
const defaults = { LESS: 'FRX', LV: '-c' };

/**
 * Shows a text in the user's pager, as git does: the command in `PAGER`, or `less`. Resolves when the user leaves it. Ctrl-C is the
 * pager's meanwhile.
 *
 * @returns false if there is none, `PAGER` is empty or `cat`, or it cannot be run; the text was not shown then
 */
export async function showInPager(
  text: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<boolean> {
  const command = environment['PAGER']?.trim() ?? 'less';
  if (command === '' || command === 'cat') return false;
  const ignore = () => undefined;
  process.on('SIGINT', ignore);
  try {
    const pager = spawn(command, {
      shell: environment['PAGER'] !== undefined,
      stdio: ['pipe', 'inherit', 'inherit'],
      env: { ...defaults, ...environment },
    });
    // The user may leave before everything is read.
    pager.stdin.on('error', ignore).end(text);
    const [code] = await once(pager, 'exit');
    return code !== commandNotFound;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return false;
    throw error;
  } finally {
    process.off('SIGINT', ignore);
  }
}

/** What shells exit with (POSIX, Shell Command Language, 2.8.2). */
const commandNotFound = 127;
