import type { Random } from '../../src/telephony/simulator/calls/random.ts';
import type { Program } from './testbed/program.ts';
import { cronSecret } from './testbed/setup.ts';
import type { Child } from './testbed/spawner.ts';
import type { Testbed } from './testbed/testbed.ts';

/** Starts what keeps placing calls: a `watch`, or a server that does the same beside its requests. */
export function startWatch(
  { port }: Pick<Testbed, 'port'>,
  { start }: Program,
  random: Random,
  concurrency: string,
): Child {
  const pace = ['--every', '1s', '--concurrency', concurrency];
  if (random() < 0.5) return start(['watch', ...pace]);
  return start(['serve', '--watch', '--port', String(port), ...pace]);
}

/** Has the server place what is due, as a hosted cron does, if it is up. Its answer may be lost with the process. */
export async function askServer({ port }: Pick<Testbed, 'port'>): Promise<void> {
  const url = `http://127.0.0.1:${port}/api/cron/process-scheduled-calls`;
  const headers = { Authorization: `Bearer ${cronSecret}` };
  await fetch(url, { method: 'POST', headers, signal: AbortSignal.timeout(3000) }).catch(() => undefined);
}
