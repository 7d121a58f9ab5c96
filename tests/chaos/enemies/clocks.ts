import type { Random } from '../../../src/telephony/simulator/calls/random.ts';
import type { Program } from '../testbed/program.ts';
import type { Testbed } from '../testbed/testbed.ts';
import { always } from './enemies.ts';
import { pick } from './faults.ts';

const minute = 60_000;

/** How far the machine's clock may be ahead of Retell's, ms. */
const errors: readonly [number, ...number[]] = [-120 * minute, -10 * minute, 3 * minute, 10 * minute];
const longErrors: readonly [number, ...number[]] = [...errors, 120 * minute, 24 * 60 * minute];

/** Makes the machine's clock jump, or puts it right, while nothing runs. A rehearsal does not compare it with Retell's. */
export function jump(testbed: Testbed, random: Random): void {
  const { enemies, clockError } = testbed;
  testbed.clockError = clockError === 0 ? pick(random, enemies.has('restore') ? errors : longErrors) : 0;
}

/**
 * Makes a run by the machine's real clock, which is not the one that Retell has: nothing may be sent. Nothing else may run.
 */
export async function runByWrongClock({ simulator, clock, enemies }: Testbed, program: Program) {
  const sent = () => simulator.requests().filter(({ path }) => path === '/v2/create-phone-call').length;
  const before = sent();
  const shiftMs = Date.now() - clock.now().getTime();
  simulator.addFault({ on: 'concurrency', kind: 'wrong-date', shiftMs, ...always });
  await program.run(['process-due'], [], { VOICEBOT_NOW: undefined });
  simulator.forgetFaults('concurrency');
  if (sent() > before) enemies.violations.push(`a run with a wrong clock sent ${sent() - before} requests`);
}
