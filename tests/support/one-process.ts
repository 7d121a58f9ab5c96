import { startLineProcess } from './line-process.ts';
import type { Operator } from './operator.ts';
import type { Launch, RunResult } from './running.ts';

type Environment = Launch['env'];

/** A command line, and what its environment has besides; a variable that is undefined is taken out. */
export interface CommandLine {
  words: readonly string[];
  env?: Environment | undefined;
}

/** Returns command lines as the script reads them from standard input. */
export function linesForRunner(lines: readonly CommandLine[]): string {
  const all = lines.map(({ words, env = {} }) => ({
    words,
    env: Object.fromEntries(Object.entries(env).map(([name, value]) => [name, value ?? null])),
  }));
  return JSON.stringify(all);
}

/**
 * Runs command lines of the program one after another in one process, for tests of many that change little: each would take ten times as long
 * to start as to run. None of them gets anything from standard input.
 *
 * @param env what the environment of the process has besides
 */
export async function inOneProcess(
  operator: Pick<Operator, 'launch'>,
  lines: readonly CommandLine[],
  env: Environment = {},
): Promise<RunResult[]> {
  const process = startLineProcess(operator.launch({ env }).env);
  try {
    const results = lines.map(({ words, env: more }) =>
      process.run(words, operator.launch({ env: { ...env, ...more } })),
    );
    return await Promise.all(results);
  } finally {
    await process.end();
  }
}
