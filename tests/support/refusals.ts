import type { Operator, Ran, RunOptions } from './operator.ts';

/** A command line that must be refused. */
export interface Refusal extends RunOptions {
  words: string[];
  code: number;
  /** What the error must say. */
  says: RegExp;
}

/** As many programs at once as keep two cores busy. */
const atOnce = 3;

/** Runs something for each of these, a few at a time. @returns the results in the same order */
export async function mapAFewAtOnce<T, R>(all: readonly T[], work: (one: T) => Promise<R>): Promise<R[]> {
  const waiting = [...all.entries()];
  const results: R[] = [];
  const worker = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) results[next[0]] = await work(next[1]);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return results;
}

/**
 * Runs each command line, and checks that it is refused as the contract has it: this exit code, nothing on standard
 * output, and an error of one to three lines without a stack trace.
 * @returns what is wrong, a text for each; none if all is right
 */
export async function wrongRefusals(operator: Operator, refusals: readonly Refusal[]): Promise<string[]> {
  const found = await mapAFewAtOnce(refusals, async ({ words, code, says, ...run }) => {
    const ran = await operator.voicebot([...words, '--quiet'], run);
    const wrong = wrongWith(ran, code, says);
    return wrong.length > 0 ? [`${shown(words, run)}: ${wrong.join('; ')}; it said: ${ran.stderr}`] : [];
  });
  return found.flat();
}

function shown(words: string[], { env }: RunOptions): string {
  const settings = Object.entries(env ?? {}).map(([name, value]) => `${name}=${value ?? ''}`);
  return [
    ...settings,
    'voicebot',
    ...words.map((word) => (/^[\w./:+-]+$/.test(word) ? word : `'${word}'`)),
  ].join(' ');
}

function wrongWith(ran: Ran, code: number, says: RegExp): string[] {
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
