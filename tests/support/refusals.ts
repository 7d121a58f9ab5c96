import { mapAFewAtOnce } from './a-few-at-once.ts';
import { inOneProcess } from './one-process.ts';
import type { Operator, RunOptions } from './operator.ts';
import type { RunResult } from './running.ts';

/** A command line that must be refused. */
export interface Refusal extends RunOptions {
  words: string[];
  code: number;
  /** What the error must match. */
  says: RegExp;
}

/**
 * Runs each command line, and checks that it is refused as it should be: with this exit code, nothing on standard output, and an error
 * of at most three lines without a stack trace.
 * @returns what is wrong, one text for each; empty if nothing is
 */
export async function wrongRefusals(operator: Operator, refusals: readonly Refusal[]): Promise<string[]> {
  const found = await runRefusals(operator, refusals, '--quiet');
  return found.flatMap(({ refusal: { words, code, says, ...run }, ran }) => {
    const wrong = findMistakes(ran, code, says);
    return wrong.length > 0
      ? [`${formatCommand(words, run)}: ${wrong.join('; ')}; standard error: ${ran.stderr}`]
      : [];
  });
}

/** Runs each command line with one option more: those that can be, in one process. */
export async function runRefusals(
  operator: Operator,
  refusals: readonly Refusal[],
  option: string,
): Promise<{ refusal: Refusal; ran: RunResult }[]> {
  const [alone, together] = [true, false].map((isAlone) =>
    refusals.filter(({ stdin, cwd }) => isAlone === (stdin !== undefined || cwd !== undefined)),
  );
  const lines = together?.map(({ words, env }) => ({ words: [...words, option], env })) ?? [];
  const ran = lines.length > 0 ? await inOneProcess(operator, lines) : [];
  return [
    ...(await mapAFewAtOnce(alone ?? [], async (refusal) => {
      const { words, code: _, says: __, ...run } = refusal;
      return { refusal, ran: await operator.voicebot([...words, option], run) };
    })),
    ...(together ?? []).flatMap((refusal, index) => {
      const result = ran[index];
      return result ? { refusal, ran: result } : [];
    }),
  ];
}

function formatCommand(words: string[], { env }: RunOptions): string {
  const settings = Object.entries(env ?? {}).map(([name, value]) => `${name}=${value ?? ''}`);
  return [
    ...settings,
    'voicebot',
    ...words.map((word) => (/^[\w./:+-]+$/.test(word) ? word : `'${word}'`)),
  ].join(' ');
}

function findMistakes(ran: RunResult, code: number, says: RegExp): string[] {
  const lines = ran.stderr.trimEnd().split('\n');
  return [
    ran.code === code ? '' : `exit ${ran.code}, not ${code}`,
    ran.stdout === '' ? '' : `on standard output: ${ran.stdout}`,
    ran.stderr.startsWith('error: ') ? '' : 'no error',
    lines.length <= 3 ? '' : `${lines.length} lines`,
    /^\s*at .*:\d+|node_modules|dist\//m.test(ran.stderr) ? 'a stack trace' : '',
    says.test(ran.stderr) ? '' : `does not say ${says}`,
  ].filter(Boolean);
}
