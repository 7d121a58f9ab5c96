import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { errorCode } from '../../domain/problem.ts';

/** What the daemons are called: Debian's and BSD's, cronie's, dcron's and BusyBox's, fcron's, and supercronic. */
const daemons: ReadonlySet<string> = new Set(['cron', 'crond', 'fcron', 'supercronic']);

/** By its presence, systemd starts what crontabs say (systemd-cron), and there is no daemon. */
const systemdCron = ['/usr/lib/systemd/system/cron.target', '/lib/systemd/system/cron.target'];

/**
 * Returns whether a cron daemon is running on this machine; undefined where that cannot be told: outside Linux (macOS starts its own when there
 * is something to do), and where other users' processes are hidden.
 *
 * @param processes where the system shows its processes (proc(5))
 */
export function isCronRunning(processes = '/proc', platform: string = process.platform): boolean | undefined {
  if (platform !== 'linux' || systemdCron.some((path) => existsSync(path))) return undefined;
  try {
    const ids = readdirSync(processes).filter((name) => /^\d+$/.test(name));
    // The first process is root's, as cron is.
    if (!ids.includes('1')) return undefined;
    return ids.some((id) => isDaemon(`${processes}/${id}`));
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
    return undefined;
  }
}

/** @throws Node's error for a process that may not be read; one that has ended meanwhile is none */
function isDaemon(folder: string): boolean {
  try {
    const name = readFileSync(`${folder}/comm`, 'utf8').trim();
    if (daemons.has(name)) return true;
    return name === 'busybox' && readFileSync(`${folder}/cmdline`, 'utf8').split('\0').includes('crond');
  } catch (error) {
    if (['ENOENT', 'ESRCH'].includes(errorCode(error) ?? '')) return false;
    throw error;
  }
}
