import { mapAFewAtOnce } from './a-few-at-once.ts';
import type { Operator, RunOptions, RunResult } from './operator.ts';

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
  const found = await mapAFewAtOnce(refusals, async ({ words, code, says, ...run }) => {
    const ran = await operator.voicebot([...words, '--quiet'], run);
    const wrong = findMistakes(ran, code, says);
    return wrong.length > 0
      ? [`${formatCommand(words, run)}: ${wrong.join('; ')}; standard error: ${ran.stderr}`]
      : [];
  });
  return found.flat();
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
