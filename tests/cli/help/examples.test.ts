import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { commandsOf, customers } from '../../support/documents.ts';
import { everyPage } from '../../support/every-page.ts';
import { fakeCrontab } from '../../support/fake-crontab.ts';
import { editByLine, isEditing } from '../../support/line-on-screen.ts';
import { lineRunner } from '../../support/line-process.ts';
import { linesForRunner } from '../../support/one-process.ts';
import { type Operator, openOperator } from '../../support/operator.ts';
import type { RunResult } from '../../support/running.ts';

const folder = 'src/cli/help/examples/';
const files = readdirSync(new URL(`../../../${folder}`, import.meta.url));

/** In the examples, the id of a call that was placed although voicebot does not know it. */
const unconfirmedId = 'call_0123456789abcdef';

/** Command lines that go on until they are stopped, or until a call is over, and what they say by then. */
const lasting: [line: RegExp, says: string | RegExp][] = [
  [/^voicebot (?:watch|simulator|serve)\b/, /Ctrl-C|Watching/],
  [/ --wait$/, 'ringing'],
];

/** A line that takes a minute by itself; a faster one of its kind is run. */
const leftOut = /^voicebot demo$/;

/** What has happened before the examples of a file begin. All begin with the list imported. */
const before: Record<string, (operator: Operator) => Promise<void>> = {
  'scheduling.md': async (operator) => {
    operator.file('ids.txt', '3\n');
    await voicebot(operator, 'contacts add --phone 0491571266', 'contacts add --phone 0491570158');
    operator.simulator.addFault({ on: 'create', kind: 'status', status: 422, times: 2 });
    await place(operator, 'schedule 1-2 --at +1s --every 0s --max-attempts 1 --if-scheduled again');
    await leaveUnconfirmed(operator);
  },
  'campaigns.md': async (operator) => {
    await voicebot(operator, 'schedule 1-2 --at +1d --name spring', 'schedule 3 --at +1d --name autumn');
  },
  'calls.md': async (operator) => {
    const analysis = { custom_analysis_data: { callback_text: 'some day', callback_at: null } };
    for (const number of ['+61491570006', '+61491570156', '+61491570157'])
      operator.simulator.script(number, { reason: 'user_hangup', ringSeconds: 2, talkSeconds: 30, analysis });
    await place(operator, 'schedule 1-3 --at +1s --every 0s --name spring');
    operator.clock.advance(180);
    await voicebot(
      operator,
      'process-due',
      'contacts add --phone 0491571266',
      'contacts add --phone 0491570158',
    );
    await leaveUnconfirmed(operator);
  },
  'running.md': async (operator) => {
    fakeCrontab(operator);
    operator.file('.config/voicebot/default/.env', 'RETELL_API_KEY=key_of_the_test_account\n');
    await voicebot(operator, 'schedule 1-3 --at +1s --every 0s');
    operator.clock.advance(2);
  },
  'setup.md': async (operator) => {
    operator.file('key.txt', 'key_of_the_test_account\n');
    operator.file('team/.env', 'VOICEBOT_TIMEZONE=Australia/Perth\n');
    operator.file('.env', 'VOICEBOT_TIMEZONE=Australia/Sydney\n');
    await place(operator, 'schedule 1 --at +1s');
  },
};

type Ended = Pick<RunResult, 'code' | 'stderr'>;

async function voicebot(operator: Operator, ...lines: string[]): Promise<void> {
  const typed = lines.map((line) => `voicebot ${line}`);
  expect(await endsOf(operator, typed)).toEqual(typed.map((line) => `${line}: 0`));
}

async function place(operator: Operator, line: string): Promise<void> {
  await voicebot(operator, line);
  operator.clock.advance(2);
  await operator.voicebot(['process-due'], { env });
}

/** Leaves a call to contact 4 unconfirmed, which was placed, and one to contact 5, which was not. */
async function leaveUnconfirmed(operator: Operator): Promise<void> {
  for (const [contact, kind] of [
    [4, 'lose-answer'],
    [5, 'reset'],
  ] as const) {
    operator.simulator.addFault({ on: 'create', kind });
    await place(operator, `schedule ${contact} --at +1s`);
  }
}

/** `init` sets call times, and at nine in Sydney it is too early for a mobile that may be in Perth. */
const env = { VOICEBOT_CALL_TIMES: 'off' };

/** Runs each line as its reader would; plain ones, one after another, in one process. */
async function runExamples(operator: Operator, lines: readonly string[]): Promise<void> {
  let plain: string[] = [];
  const runPlain = async () => {
    if (plain.length > 0) expect(await endsOf(operator, plain)).toEqual(plain.map((line) => `${line}: 0`));
    plain = [];
  };
  for (const line of lines.filter((one) => !leftOut.test(one))) {
    const [, says] = lasting.find(([pattern]) => pattern.test(line)) ?? [];
    if (!says && !isEditing(line) && !/[|<>&(]|^voicebot init/.test(line)) {
      plain.push(line);
      continue;
    }
    await runPlain();
    const ran = says ? await untilStopped(operator, line, says) : await inShell(operator, line);
    expect([line, ran.code === 0 ? '' : ran.stderr]).toEqual([line, '']);
  }
  await runPlain();
}

/** Runs a line in a shell. There is no terminal here on which `init` could ask. */
function inShell(operator: Operator, line: string): Promise<Ended> {
  if (isEditing(line)) return editByLine(operator, line, env);
  const isAsking = line.startsWith('voicebot init') && !line.includes('--api-key-stdin');
  const settings = isAsking ? ' --api-key-stdin --from +61255501234 --agent agent_demo' : '';
  return operator.shell(line + settings, {
    env,
    ...(isAsking ? { stdin: 'key_of_the_test_account\n' } : {}),
  });
}

/** Runs these command lines in one process. @returns each with its exit code, and what it said if that is not 0 */
async function endsOf({ shell }: Operator, lines: readonly string[]): Promise<string[]> {
  const stdin = linesForRunner(lines.map((line) => ({ words: wordsOf(line).slice(1) })));
  const { stderr } = await shell(`'${process.execPath}' '${lineRunner}'`, { stdin, env });
  const said = stderr.split(/\n@exit (\d+)\n/);
  return lines.map((line, index) => {
    const [text = '', code] = said.slice(2 * index);
    return `${line}: ${code}${code === '0' ? '' : text}`;
  });
}

async function untilStopped(operator: Operator, line: string, says: string | RegExp): Promise<Ended> {
  // Another test may use the default port.
  const port = /^voicebot (?:simulator|serve)\b/.test(line) ? ['--port', '0'] : [];
  const running = operator.start([...wordsOf(line).slice(1), ...port], { env });
  await running.says(says);
  operator.clock.advance(300);
  if (!line.endsWith(' --wait')) running.process.kill('SIGINT');
  const { code, stderr } = await running.ended;
  return { code: code === 130 || (code === 6 && line.endsWith(' --wait')) ? 0 : code, stderr };
}

function wordsOf(line: string): string[] {
  return [...line.matchAll(/(?:"[^"]*"|[^\s"])+/g)].map(([word]) => word.replaceAll('"', ''));
}

describe('the examples of the help', () => {
  it.each(files)('run, one after another, as %s has them', async (file) => {
    const operator = await openOperator();
    operator.file('customers.csv', customers);
    operator.file('washed.csv', 'Phone,Listed\n0491570157,no\n');
    await voicebot(operator, 'contacts import customers.csv --tag vip');
    await before[file]?.(operator);
    const placed = operator.simulator.calls().find(({ toNumber }) => toNumber === '+61491571266');
    const lines = commandsOf(`${folder}${file}`).map((line) =>
      line.replace(unconfirmedId, placed?.callId ?? ''),
    );
    expect(lines.length).toBeGreaterThan(3);
    await runExamples(operator, lines);
  });

  it('belong to commands that exist', async () => {
    const names = (await everyPage()).map(({ name }) => name);
    const shown = files.flatMap((file) => commandsOf(`${folder}${file}`)).join('\n');
    for (const name of names) expect(shown).toContain(name);
  });
});
