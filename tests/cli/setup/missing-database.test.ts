import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openWithDue } from '../../operations/calling/due-calls.ts';
import { inOneProcess } from '../../support/one-process.ts';
import { type Operator, openOperator } from '../../support/operator.ts';
import { objectAt } from '../../support/people.ts';

describe('a command that finds no database', () => {
  it('exits with 4, names the path, and creates none', async () => {
    const operator = await openOperator({ hasDatabase: false });
    const commands = [
      'process-due',
      'process-due --quiet --limit 5',
      'watch',
      'contacts list',
      'contacts export',
      'contacts import --undo',
      'contacts remove 1',
      'call 0491570006',
      'schedule 1 --at +1h',
      'scheduled list',
      'scheduled cancel --all --yes',
      'calls list',
      'backup copy.db',
    ];
    const lines = commands.map((line) => ({ words: [...line.split(' '), '--json'] }));
    const ran = await inOneProcess(operator, lines);
    for (const [index, { code, stdout }] of ran.entries()) {
      const which = { command: commands[index], stdout };
      expect({ ...which, code, namesPath: stdout.includes(operator.database) }).toEqual({
        ...{ ...which, code: 4, namesPath: true },
      });
      expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'no_database' } });
    }
    expect(existsSync(operator.database)).toBe(false);
  });

  it('says so to cron, which started with another HOME, a typing error in --db, or an empty file', async () => {
    const operator = await openWithDue(1);
    const root = join(operator.home, 'root');
    mkdirSync(root);
    const other = await operator.voicebot(['process-due'], { env: { HOME: root } });
    expect(other).toMatchObject({ code: 4, stdout: '' });
    expect(other.stderr).toContain(
      `There is no database at ${root}/.local/share/voicebot/default/voicebot.db.`,
    );
    operator.file('empty.db', '');
    for (const name of ['voicebto.db', 'empty.db']) {
      const wrong = await operator.voicebot(['--db', name, 'process-due']);
      expect(wrong).toMatchObject({ code: 4 });
      expect(wrong.stderr).toContain(join(operator.home, name));
    }
    expect(operator.rows('select status from scheduled_calls')).toEqual([{ status: 'PENDING' }]);
  });

  it('is told by doctor', async () => {
    const operator = await openOperator({ hasDatabase: false });
    expect((await operator.voicebot(['doctor'])).stdout).toContain(
      `! There is no database at ${operator.database}`,
    );
  });
});

describe('a database is created', () => {
  it.each([
    ['contacts add', ['contacts', 'add', '--phone', '0491570006']],
    ['contacts import', ['contacts', 'import', '-']],
    ['init', ['init', '--api-key-stdin', '--from', '+61255501234', '--agent', 'agent_demo']],
  ])('by %s', async (_, words) => {
    const operator = await openOperator({ hasDatabase: false });
    const stdin = words[0] === 'init' ? 'key_1234\n' : 'Name,Phone\nAda,0491570006\n';
    expect(await operator.voicebot(words, { stdin })).toMatchObject({ code: 0 });
    expect(existsSync(operator.database)).toBe(true);
    expect(await operator.voicebot(['process-due'])).toMatchObject({ code: 0, stdout: '' });
  });
});

describe('a path that no shell has expanded', () => {
  it.each(['~/lists/my.db', '$HOME/lists/my.db'])('%s is in your home', async (path) => {
    const operator = await openOperator({ hasDatabase: false });
    const env = { VOICEBOT_DB: path };
    expect(
      await operator.voicebot(['contacts', 'add', '--phone', '0491570006'], { env, cwd: '/' }),
    ).toMatchObject({
      code: 0,
    });
    expect(existsSync(join(operator.home, 'lists/my.db'))).toBe(true);
    expect(await operator.voicebot([`--db=${path}`, 'contacts', 'list'], { cwd: '/' })).toMatchObject({
      code: 0,
    });
  });
});

describe('a profile', () => {
  it('that is unknown is refused, with the nearest names', async () => {
    const operator = await openOperator({ hasDatabase: false });
    for (const name of ['acme-sydney', 'beta']) operator.file(`.config/voicebot/${name}/.env`, '');
    const words = ['--profile', 'acme-sidney'];
    for (const command of [
      'process-due',
      'config',
      'doctor',
      'contacts list',
      'contacts add --phone 0491570006',
    ]) {
      const ran = await operator.voicebot([...words, ...command.split(' '), '--json']);
      expect(ran).toMatchObject({
        code: 4,
        json: { error: { code: 'unknown_profile', message: 'There is no profile "acme-sidney".' } },
      });
      expect(ran.stdout).toContain('Did you mean acme-sydney?');
    }
    const unlike = await operator.voicebot(['process-due'], { env: { VOICEBOT_PROFILE: 'zzz' } });
    expect(unlike).toMatchObject({ code: 4 });
    expect(unlike.stderr).toContain('The profiles are: acme-sydney, beta, default.');
    expect(existsSync(join(operator.home, '.local/share/voicebot'))).toBe(false);
  });

  it('is known by a database of its own, too', async () => {
    const operator = await openOperator({ hasDatabase: false });
    const database = join(operator.home, '.local/share/voicebot/acme/voicebot.db');
    await operator.voicebot(['--db', database, 'contacts', 'add', '--phone', '0491570006']);
    expect(await operator.voicebot(['--profile', 'acme', 'contacts', 'list'])).toMatchObject({ code: 0 });
  });

  it('is made by init; help needs none', async () => {
    const operator = await openOperator({ hasDatabase: false });
    const profile = ['--profile', 'acme'];
    expect(await operator.voicebot([...profile, 'help', 'times'])).toMatchObject({ code: 0 });
    const init = ['init', '--api-key-stdin', '--from', '+61255501234', '--agent', 'agent_demo'];
    expect(await operator.voicebot([...profile, ...init], { stdin: 'key_1234' })).toMatchObject({ code: 0 });
    expect(await operator.voicebot([...profile, 'process-due'])).toMatchObject({ code: 0 });
  });
});

/** Returns the crontab line that init prints, without the five fields. */
async function crontabOf(operator: Operator, words: string[], env: Record<string, string>): Promise<string> {
  operator.file('named.env', 'VOICEBOT_LOCALE=en-NZ\n');
  const init = ['init', '--api-key-stdin', '--from', '+61255501234', '--agent', 'agent_demo', '--json'];
  const json = await operator.json([...words, ...init], { stdin: 'key_1234\n', env });
  return String(objectAt(json)['crontabLine']).replace('* * * * * ', '');
}

describe('the crontab line', () => {
  it.each([
    ['the database', ['--db', 'my calls.db'], {}],
    ['the database of the environment', [], { VOICEBOT_DB: '100%.db' }],
    ['the profile', ['--profile', 'acme'], {}],
    ['the profile of the environment', [], { VOICEBOT_PROFILE: 'acme' }],
    ['the named file', ['--env-file', 'named.env'], {}],
    [
      'the XDG folders',
      [],
      { XDG_DATA_HOME: '/tmp/voicebot xdg', XDG_CONFIG_HOME: '/tmp/voicebot xdg/conf' },
    ],
    ['what else the environment sets', [], { VOICEBOT_UNKNOWN_CALLS: 'hold' }],
  ])('carries %s, so that cron places these calls', async (_, words, env) => {
    const operator = await openOperator({ hasDatabase: false });
    const inHome = Object.fromEntries(
      Object.entries(env).map(([name, text]) => [name, text.replace('/tmp', operator.home)]),
    );
    const line = await crontabOf(operator, words, inHome);
    const inSydney = ['--phone', '0491570006', '--timezone', 'Australia/Sydney'];
    await operator.voicebot([...words, 'contacts', 'add', ...inSydney], { env: inHome });
    await operator.voicebot([...words, 'schedule', '1', '--at', '+1m'], { env: inHome });
    operator.clock.advance(61);
    // As cron runs it: `%` is unescaped, and nothing is set but HOME, PATH and, for the rehearsal, the time.
    const child = await operator.shell(line.replaceAll('\\%', '%'), {
      cwd: '/',
      env: {
        RETELL_BASE_URL: undefined,
        RETELL_API_KEY: undefined,
        VOICEBOT_FROM_NUMBER: undefined,
        VOICEBOT_AGENT_ID: undefined,
      },
    });
    expect(child).toMatchObject({ code: 0, stderr: '' });
    expect(operator.simulator.rings()).toHaveLength(1);
    if ('VOICEBOT_UNKNOWN_CALLS' in env) expect(line).toContain('VOICEBOT_UNKNOWN_CALLS=hold ');
    expect(line).not.toContain('key_1234');
  });
});
