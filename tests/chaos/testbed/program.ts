import type { Random } from '../../../src/telephony/simulator/calls/random.ts';
import { pickKey } from '../enemies/keys.ts';
import { environmentOf } from './setup.ts';
import type { Child, Spawner } from './spawner.ts';
import type { Testbed } from './testbed.ts';

/** The built program, as its operator and cron start it. */
export interface Program {
  /** Starts a run, with one of the keys. */
  start(words: readonly string[]): Child;
  /**
   * Runs a command to its end.
   *
   * @param also exit codes that are all right besides those of runs
   * @param env instead of the usual; undefined unsets a variable
   */
  run(
    words: readonly string[],
    also?: readonly number[],
    env?: Record<string, string | undefined>,
  ): Promise<number | null>;
}

/** @param script the path of the built program */
export function programOf(testbed: Testbed, spawner: Spawner, script: string, random: Random): Program {
  return {
    start: (words) =>
      spawner.start([script, '--debug', ...words], environmentOf(testbed, pickKey(testbed.enemies, random))),
    run: (words, also, env) =>
      spawner.start([script, ...words], { ...environmentOf(testbed), ...env }, also).ended,
  };
}
