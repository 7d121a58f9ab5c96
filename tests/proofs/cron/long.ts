import { startCron } from './daemon.ts';
import { travel } from './journey.ts';

/** A new user's journey with Debian's own cron. As root; the user's crontab is put back as it was. Two minutes. */

const fiveMinutes = 5 * 60_000;

const daemon = startCron();
if (typeof daemon === 'string') {
  process.stdout.write(`${daemon}\n`);
  process.exitCode = 1;
} else {
  const { steps, violations } = await travel(daemon, fiveMinutes);
  daemon.stop();
  for (const { name, at } of steps) process.stdout.write(`${at.toFixed(1).padStart(6)} s  ${name}\n`);
  for (const violation of violations) process.stdout.write(`  ✗ ${violation}\n`);
  process.stdout.write(`${violations.length} violations\n`);
  process.exitCode = violations.length === 0 ? 0 : 1;
}
