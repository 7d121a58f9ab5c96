import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import type { Operator, RunResult } from './operator.ts';

/** The script that runs them; it reads them from standard input. */
export const lineRunner = fileURLToPath(new URL('run-lines.cjs', import.meta.url));

type Environment = Readonly<Record<string, string | undefined>>;

/** A command line, and what its environment has besides; a variable that is undefined is taken out. */
export interface CommandLine {
  words: readonly string[];
  env?: Environment | undefined;
}

/** Returns command lines as the script reads them. */
export function linesForRunner(lines: readonly CommandLine[]): string {
  const all = lines.map(({ words, env = {} }) => ({
    words,
    env: Object.fromEntries(Object.entries(env).map(([name, value]) => [name, value ?? null])),
  }));
  return JSON.stringify(all);
}

/**
 * Runs command lines of the program one after another in one process, for tests of many that change little: each would take ten times as long
 * to start as to run. None of them may read standard input.
 *
 * @param env what the environment of the process has besides
 */
export async function inOneProcess(
  operator: Operator,
  lines: readonly CommandLine[],
  env: Environment = {},
): Promise<RunResult[]> {
  const stdin = linesForRunner(lines);
  const { stdout, stderr } = await operator.node([lineRunner, '--both'], { stdin, env });
  const [printed, said] = [stdout, stderr].map((text) => text.split(/\n@exit (\d+)\n/));
  // Text, code, text, code … and nothing after the last.
  expect([printed?.length, said?.length], `it ended with: ${stderr.slice(-500)}`).toEqual(
    Array(2).fill(2 * lines.length + 1),
  );
  return lines.map((_, index) => {
    const [out = '', err = ''] = [printed?.[2 * index], said?.[2 * index]];
    return {
      code: Number(said?.[2 * index + 1]),
      stdout: out,
      stderr: err,
      get json() {
        return JSON.parse(out);
      },
    };
  });
}
