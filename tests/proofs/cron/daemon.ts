import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** Where Debian's cron is. */
const program = '/usr/sbin/cron';

/** Debian's cron at work, and this user's crontab. */
export interface Daemon {
  /** Returns the crontab; undefined if there is none. */
  crontab(): Buffer | undefined;
  /** Replaces the crontab; undefined removes it. */
  setCrontab(content: Buffer | undefined): void;
  stop(): void;
}

/** Starts Debian's cron, and installs it first if it is missing. @returns why it cannot, if it cannot */
export function startCron(): Daemon | string {
  if (process.getuid?.() !== 0) return 'The cron daemon needs root: run this as root, in a container.';
  if (!existsSync(program)) {
    execFileSync('apt-get', ['install', '-y', '--no-install-recommends', 'cron'], { stdio: 'ignore' });
  }
  const isRunning = spawnSync('pgrep', ['-x', 'cron']).status === 0;
  // In the foreground, so that it ends with this process. One that runs already does as well.
  const daemon: ChildProcess | undefined = isRunning
    ? undefined
    : spawn(program, ['-f'], { stdio: 'ignore' });
  return { crontab: readCrontab, setCrontab, stop: () => void daemon?.kill() };
}

function readCrontab(): Buffer | undefined {
  const { status, stdout } = spawnSync('crontab', ['-l']);
  return status === 0 ? stdout : undefined;
}

function setCrontab(content: Buffer | undefined): void {
  if (content) execFileSync('crontab', ['-'], { input: content });
  else if (readCrontab()) execFileSync('crontab', ['-r']);
}
