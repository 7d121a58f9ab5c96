import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { mapAFewAtOnce } from '../../support/a-few-at-once.ts';
import type { Operator } from '../../support/operator.ts';
import { openOperator } from '../../support/operator.ts';
import { listAt, operatorWith } from '../../support/people.ts';
import { openScreen } from '../../support/screen.ts';

const program = fileURLToPath(new URL('../../../bin/voicebot.js', import.meta.url));
const key = 'key_of_the_test_account';

describe('colour', () => {
  const colours = (text: string) => text.includes('\u001b[');
  it('follows --color before the environment, and is off in a pipe by default', async () => {
    const { voicebot } = await operatorWith();
    const rows: { words?: string[]; env: Record<string, string>; painted: boolean }[] = [
      { env: {}, painted: false },
      { env: { FORCE_COLOR: '1' }, painted: true },
      { env: { FORCE_COLOR: '0' }, painted: false },
      { env: { FORCE_COLOR: '1', NO_COLOR: '1' }, painted: false },
      { env: { NO_COLOR: '1' }, painted: false },
      { env: { CLICOLOR_FORCE: '1' }, painted: true },
      { env: { CLICOLOR_FORCE: '0' }, painted: false },
      { env: { CLICOLOR_FORCE: '1', NO_COLOR: '1' }, painted: false },
      { words: ['--color', 'always'], env: { NO_COLOR: '1', TERM: 'dumb' }, painted: true },
      { words: ['--color=never'], env: { FORCE_COLOR: '1' }, painted: false },
      { words: ['--color', 'auto'], env: { FORCE_COLOR: '1' }, painted: true },
      { env: { CLICOLOR_FORCE: '', TERM: 'xterm-256color', COLORTERM: 'truecolor' }, painted: false },
    ];
    const found = await mapAFewAtOnce(rows, async ({ words = [], env }) => {
      const table = await voicebot(['contacts', 'list', ...words], { env });
      const error = await voicebot([...words, 'contacts', 'show', '99'], { env });
      return { words, env, table: colours(table.stdout), error: colours(error.stderr) };
    });
    expect(found).toEqual(
      rows.map(({ words = [], env, painted }) => ({ words, env, table: painted, error: painted })),
    );
  });

  it('on a screen can be switched off, in prompts too', async () => {
    const operator = await operatorWith();
    const remove = (words: string[], env = {}) => {
      const screen = openScreen(operator, ['contacts', 'remove', '1', ...words], { env });
      return screen.says('(y/N)').then(() => colouring(screen.raw()));
    };
    const colouring = (raw: string) => /\[(?:3[1-7]|1|2)m/.test(raw);
    expect(
      await Promise.all([
        remove([]),
        remove(['--color', 'never']),
        remove([], { CLICOLOR: '0' }),
        remove(['--color', 'always'], { NO_COLOR: '1' }),
      ]),
    ).toEqual([true, false, false, true]);
  });

  it('is never in JSON or CSV', async () => {
    const { voicebot } = await operatorWith();
    const run = { env: { FORCE_COLOR: '1' } };
    for (const format of ['--json', '--csv'])
      expect(colours((await voicebot(['contacts', 'list', format], run)).stdout)).toBe(false);
  });
});

describe('the width of a screen', () => {
  const widest = (text: string) => Math.max(...text.split('\n').map((line) => line.length));

  it('is that of COLUMNS, and 80 where the screen does not know it', async () => {
    const operator = await openOperator();
    const config = (size: string, env = {}) => {
      const command = ['sh', '-c', `stty ${size}; exec "$@"`, 'sh'];
      const screen = openScreen(operator, ['config'], { cols: 200, env, command });
      return screen.ended.then(() => widest(screen.whole()));
    };
    const [by, unknown, nonsense] = await Promise.all([
      config('cols 200', { COLUMNS: '70' }),
      config('cols 0 rows 0'),
      config('cols 100', { COLUMNS: '0' }),
    ]);
    expect(by).toBeGreaterThan(60);
    expect(by).toBeLessThanOrEqual(70);
    expect(unknown).toBeGreaterThan(70);
    expect(unknown).toBeLessThanOrEqual(80);
    expect(nonsense).toBeGreaterThan(80);
  });
});

describe('a reader that stops early', () => {
  it.each(['', '--json', '--csv'])('`contacts list %s | head -1` ends quietly', async (format) => {
    const operator = await openOperator();
    const rows = Array.from({ length: 4000 }, (_, n) => `Person ${n},+614${String(10_000_000 + n)}`);
    await operator.voicebot(['contacts', 'import', '-'], { stdin: `Name,Phone\n${rows.join('\n')}\n` });
    for (const list of ['list', ...(format ? [] : ['export'])]) {
      const shell = `set -o pipefail; "${process.execPath}" "${program}" contacts ${list} ${format} | head -1`;
      const { code, stdout, stderr } = await ended(
        spawn('bash', ['-c', shell], { env: { PATH: process.env['PATH'], HOME: operator.home } }),
      );
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout.trimEnd().split('\n')).toHaveLength(1);
    }
  });

  it('of standard error does not lose the result', async () => {
    const operator = await operatorWith();
    const { code, stdout } = await endedWithout('stderr', operator, ['contacts', 'list', '--limit', '1']);
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining('Ada Lovelace') });
  });

  it('does not stop a run: due calls are placed and recorded', async () => {
    const operator = await operatorWith();
    await operator.json(['schedule', '1-3', '--at', '+1m', '--every', '0s']);
    operator.clock.advance(61);
    await endedWithout('stdout', operator, ['process-due', '--concurrency', '1']);
    expect(operator.rows('select status, count(*) as n from scheduled_calls group by status')).toEqual([
      { status: 'COMPLETED', n: 3 },
    ]);
    expect(operator.simulator.rings()).toHaveLength(3);
  });
});

/** Runs the program with one of its streams closed at the other end. */
function endedWithout(stream: 'stdout' | 'stderr', operator: Operator, words: string[]) {
  const { process: child } = operator.start(words);
  child[stream]?.destroy();
  return ended(child);
}

async function ended(child: ChildProcess): Promise<{ code: unknown; stdout: string; stderr: string }> {
  let stdout = '';
  let stderr = '';
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
    stdout += chunk;
  });
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    stderr += chunk;
  });
  const [code] = await once(child, 'close');
  return { code, stdout, stderr };
}

describe('--quiet', () => {
  it('prints only results and errors', async () => {
    const operator = await openOperator();
    const run = async (...words: string[]) => {
      const { stdout, stderr } = await operator.voicebot([...words, '--quiet']);
      return { stdout, stderr };
    };
    const list = operator.file('list.csv', 'Name,Phone\nAda,0491570006\n');
    expect(await run('contacts', 'import', list)).toEqual({
      stdout: '✓ 1 row: 1 new, 0 updated, 0 unchanged\n',
      stderr: '',
    });
    expect(await run('schedule', '1', '--at', '+1m')).toEqual({
      stdout: '✓ Scheduled call 1: Ada, Mon 2 Mar 2026, 9:01 am AEDT\n',
      stderr: '',
    });
    expect(await run('contacts', 'list', '--search', 'nobody')).toEqual({ stdout: '', stderr: '' });
    expect((await run('contacts', 'show', '99')).stderr).toMatch(/^error: /);
  });
});

describe('the API key is never printed', () => {
  it('in any output, including --debug and config', async () => {
    const operator = await operatorWith('Name,Phone\nAda,0491570006\nLinus,0491570110\n');
    const { simulator } = operator;
    const printed: string[] = [];
    const run = async (words: string[], env: Record<string, string> = {}) => {
      for (const more of [['--debug'], ['--json', '--debug']]) {
        const ran = await operator.voicebot([...words, ...more], { env });
        printed.push(ran.stdout, ran.stderr);
      }
    };
    await run(['config']);
    await run(['config'], { RETELL_API_KEY: 'short' });
    await run(['call', '1']);
    await run(['call', '2']);
    simulator.addFault({ on: 'any', kind: 'status', status: 401, times: Number.POSITIVE_INFINITY });
    await run(['call', '1', '--yes']);
    await run(['call', '1', '--yes'], { RETELL_BASE_URL: 'http://127.0.0.1:1' });
    await run(['call', '1', '--yes'], { RETELL_BASE_URL: 'nowhere' });
    await run(['call', '99']);
    const all = printed.join('\n');
    expect(all).toContain('create-phone-call');
    expect(all).not.toContain(key);
    expect(all).not.toContain(key.slice(0, -4));
    expect(all).not.toContain('short');
    expect(all).not.toMatch(/bearer/i);
  });
});

/** Returns a setting's value and origin, as `config` shows them. */
async function settingOf(operator: Operator, name: string, words: string[] = [], run = {}) {
  const rows = listAt(await operator.json([...words, 'config'], run), 'settings');
  const row = rows.find((one) => one['name'] === name);
  return [row?.['value'], row?.['origin']];
}

describe('settings', () => {
  it('take the option before the environment, an allowed ./.env, the profile’s .env and the default', async () => {
    const operator = await openOperator();
    const profile = join(operator.home, '.config/voicebot/default/.env');
    const interval = (run = {}) => settingOf(operator, 'VOICEBOT_INTERVAL', [], run);
    expect(await interval()).toEqual(['2m', 'default']);
    operator.file('.config/voicebot/default/.env', 'VOICEBOT_INTERVAL=3m\nVOICEBOT_DB=/tmp/profile.db\n');
    expect(await interval()).toEqual(['3m', profile]);
    operator.file('.env', 'VOICEBOT_INTERVAL=4m\nVOICEBOT_DB=near.db\n');
    await operator.json(['allow']);
    expect(await interval()).toEqual(['4m', './.env']);
    expect(await interval({ env: { VOICEBOT_INTERVAL: '5m' } })).toEqual(['5m', 'environment']);
    expect(await interval({ env: { VOICEBOT_INTERVAL: '' } })).toEqual(['4m', './.env']);
    expect(await interval({ cwd: tmpdir() })).toEqual(['3m', profile]);

    const db = (words: string[], run = {}) => settingOf(operator, 'VOICEBOT_DB', words, run);
    const env = { VOICEBOT_DB: 'env.db' };
    expect(await db(['--db', 'option.db'], { env })).toEqual([join(operator.home, 'option.db'), 'option']);
    expect(await db([], { env })).toEqual([join(operator.home, 'env.db'), 'environment']);
    expect(await db([])).toEqual([join(operator.home, 'near.db'), './.env']);
    expect(await db([], { cwd: tmpdir() })).toEqual(['/tmp/profile.db', profile]);
  });

  it('are read from the XDG folders', async () => {
    const operator = await openOperator();
    const elsewhere = mkdtempSync(join(tmpdir(), 'voicebot-test-xdg-'));
    onTestFinished(() => rmSync(elsewhere, { recursive: true, force: true }));
    operator.file('conf/voicebot/default/.env', 'VOICEBOT_AGENT_ID=agent_xdg\n');
    const env = {
      XDG_CONFIG_HOME: join(operator.home, 'conf'),
      XDG_DATA_HOME: elsewhere,
      VOICEBOT_AGENT_ID: undefined,
    };
    expect(await settingOf(operator, 'VOICEBOT_AGENT_ID', [], { env })).toEqual([
      'agent_xdg',
      join(operator.home, 'conf/voicebot/default/.env'),
    ]);
    expect(await settingOf(operator, 'VOICEBOT_DB', [], { env })).toEqual([
      join(elsewhere, 'voicebot/default/voicebot.db'),
      'default',
    ]);
  });

  it('belong to a profile, as contacts do', async () => {
    const operator = await operatorWith();
    operator.file('.config/voicebot/acme/.env', 'VOICEBOT_COUNTRY=NZ\nVOICEBOT_TIMEZONE=Pacific/Auckland\n');
    const acme = (...words: string[]) => operator.json([...words, '--profile', 'acme']);
    expect(await acme('contacts', 'add', '--phone', '021 123 4567')).toMatchObject({
      contact: { id: 1, phoneNumber: '+64211234567' },
    });
    expect(await acme('schedule', '1', '--at', '14:00')).toMatchObject({
      scheduledCalls: [{ scheduledTime: '2026-03-02T01:00:00.000Z' }],
    });
    expect(operator.rows('select count(*) as n from contacts')).toEqual([{ n: 3 }]);
    expect(await operator.json(['scheduled', 'list'])).toEqual({
      scheduledCalls: [],
      ...{ total: 0, nextPage: null },
    });
  });

  it('are found from cron, with only HOME and PATH, and due calls are placed', async () => {
    const operator = await operatorWith();
    await operator.json(['schedule', '1', '--at', '+1m']);
    operator.clock.advance(61);
    const file = [
      `RETELL_API_KEY=${key}`,
      `RETELL_BASE_URL="${operator.simulator.url}"`,
      `VOICEBOT_NOW=${operator.clock.now().toISOString()}`,
    ].join('\n');
    operator.file('.config/voicebot/default/.env', `${file}\n`);
    const child = spawn(process.execPath, [program, 'process-due'], {
      env: { PATH: process.env['PATH'], HOME: operator.home },
      cwd: '/',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const { code, stdout, stderr } = await ended(child);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(
      /✓ #1 +Ada Lovelace +\+61491570006 +placed.*call_\w+\n\S+ {2}Processed 1 scheduled call/,
    );
    expect(operator.simulator.rings()).toHaveLength(1);
  });
});
