import { chmodSync, existsSync, mkdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { SimulatorOptions } from '../../../src/telephony/simulator/simulator.ts';
import { type Operator, openOperator, type RunOptions } from '../../support/operator.ts';

const key = 'key_of_the_test_account';
const agent = { VOICEBOT_AGENT_ID: 'agent_demo' };

/** Opens an operator with a contact, and so with a database. */
async function openWithContact(options: SimulatorOptions = {}): Promise<Operator> {
  const operator = await openOperator(options);
  await operator.voicebot(['contacts', 'add', '--name', 'Ada', '--phone', '0491570006']);
  return operator;
}

/** Runs doctor, as text and as JSON, and checks that it never prints the key. */
async function diagnose(operator: Operator, { env, ...options }: RunOptions = {}) {
  const run = { ...options, env: { ...agent, ...env } };
  const ran = await operator.voicebot(['doctor', '--json'], run);
  const plain = await operator.voicebot(['doctor'], run);
  expect(plain.code).toBe(ran.code);
  for (const text of [ran.stdout, ran.stderr, plain.stdout, plain.stderr]) expect(text).not.toContain(key);
  return { code: ran.code, json: ran.json, lines: plain.stdout.split('\n') };
}

function check(name: string, status: string, message: unknown, hint: unknown = expect.any(String)) {
  return { name, status, message, hint: status === 'ok' ? null : hint };
}

describe('voicebot doctor', () => {
  it('finds no problem if there is none', async () => {
    const operator = await openWithContact();
    await operator.voicebot(['process-due']);
    const { code, json, lines } = await diagnose(operator, { env: { VOICEBOT_CALL_TIMES: 'au' } });
    expect(code).toBe(0);
    expect(json).toEqual({
      success: true,
      checks: [
        check('settings', 'ok', 'All settings are valid.'),
        check('settings_permissions', 'ok', expect.any(String)),
        check('database', 'ok', expect.stringContaining('voicebot.db')),
        check('database_permissions', 'ok', expect.any(String)),
        check('integrity', 'ok', 'The database is undamaged.'),
        check('overdue_calls', 'ok', 'No call is overdue.'),
        check(
          'runs',
          'ok',
          expect.stringMatching(/^The last run came .*\(process-due\): nothing was due\.$/),
        ),
        check('unknown_calls', 'ok', 'No call is unconfirmed.'),
        check('retell', 'ok', 'Retell accepts the key; 20 of 20 lines are free.'),
        check('from_number', 'ok', '+61255501234 belongs to the account.'),
        check('agent', 'ok', 'Agent Demo agent exists.'),
      ],
    });
    expect(lines).toHaveLength(12);
    expect(lines).toContain('✓ No call is overdue.');
  });

  it('does not create a database', async () => {
    const operator = await openOperator({ hasDatabase: false });
    const { code, json, lines } = await diagnose(operator);
    expect(code).toBe(0);
    expect(json).toMatchObject({
      success: true,
      checks: expect.arrayContaining([check('database', 'warning', expect.stringContaining('no database'))]),
    });
    expect(lines).toContain(`! There is no database at ${operator.database} yet.`);
    expect(lines.join('\n')).toContain('voicebot contacts import FILE');
    expect(existsSync(operator.database)).toBe(false);
  });

  it('lists every invalid setting', async () => {
    const { code, json, lines } = await diagnose(await openWithContact(), {
      env: { VOICEBOT_TIMEZONE: 'Mars/Base', VOICEBOT_CONCURRENCY: 'many' },
    });
    expect(code).toBe(4);
    expect(json).toMatchObject({ success: false });
    const failures = lines.filter((line) => line.startsWith('✗'));
    expect(failures).toHaveLength(2);
    expect(failures[0]).toContain('VOICEBOT_TIMEZONE is "Mars/Base"');
    expect(failures[1]).toContain('VOICEBOT_CONCURRENCY is "many"');
    expect(lines.join('\n')).toContain('(from the environment)');
  });
});

describe('voicebot doctor, on the account', () => {
  it.each([
    { what: 'a key that Retell refuses', env: {}, says: 'Retell does not accept this account' },
    { what: 'no key', env: { RETELL_API_KEY: undefined }, says: 'There is no Retell API key.' },
  ])('fails with 4 for $what', async ({ env, says }) => {
    const { code, json } = await diagnose(await openWithContact({ apiKey: 'another' }), { env });
    expect(code).toBe(4);
    expect(json).toMatchObject({
      success: false,
      checks: expect.arrayContaining([check('retell', 'failed', expect.stringContaining(says))]),
    });
  });

  it('fails with 75 while Retell cannot be reached, and with 4 if the settings are wrong too', async () => {
    const operator = await openWithContact();
    await operator.simulator.close();
    const { code, lines } = await diagnose(operator);
    expect(code).toBe(75);
    expect(lines).toContainEqual(
      expect.stringMatching(/^✗ Retell cannot be reached at http:\/\/127\.0\.0\.1:\d+: ECONNREFUSED$/),
    );
    expect((await diagnose(operator, { env: { VOICEBOT_INTERVAL: 'often' } })).code).toBe(4);
  });

  it('fails with 4 for a number or agent that the account does not have, and lists what it has', async () => {
    const { code, json } = await diagnose(await openWithContact(), {
      env: { VOICEBOT_FROM_NUMBER: '(02) 5550 9999', VOICEBOT_AGENT_ID: 'agent_gone' },
    });
    expect(code).toBe(4);
    expect(json).toMatchObject({
      checks: expect.arrayContaining([
        check(
          'from_number',
          'failed',
          '+61255509999 is not a number of this account at Retell.',
          expect.stringMatching(/\+61255501234/),
        ),
        check(
          'agent',
          'failed',
          'There is no agent "agent_gone" in this account at Retell.',
          expect.stringMatching(/agent_demo/),
        ),
      ]),
    });
  });

  it('only warns of a number or agent that is not set, as commands have options for them', async () => {
    const { code, lines } = await diagnose(await openWithContact(), {
      env: { VOICEBOT_FROM_NUMBER: undefined, VOICEBOT_AGENT_ID: undefined },
    });
    expect(code).toBe(0);
    expect(lines).toContain('! No number to call from is set.');
    expect(lines).toContain('! No agent is set.');
  });

  it('warns when every line is taken', async () => {
    const operator = await openWithContact({ limits: { concurrency: 1 } });
    await operator.voicebot(['call', '1']);
    expect((await diagnose(operator)).lines).toContain('! Retell accepts the key; 0 of 1 lines are free.');
  });

  it('prints no escape codes from an agent’s name', async () => {
    const operator = await openWithContact({
      agents: [{ id: agent.VOICEBOT_AGENT_ID, name: 'Eve\u001b[2J\u202e' }],
    });
    expect((await diagnose(operator)).lines).toContain('✓ Agent Eve exists.');
  });
});

describe('voicebot doctor, on files', () => {
  it('warns of a key that others can read, in either file', async () => {
    const operator = await openWithContact();
    const files = [
      operator.file('.env', 'RETELL_API_KEY=secret_one'),
      operator.file('.config/voicebot/default/.env', 'RETELL_API_KEY=secret_two'),
    ];
    const found = async () => (await diagnose(operator)).lines.filter((line) => line.includes('API key'));
    for (const file of files) chmodSync(file, 0o644);
    const warnings = await found();
    expect(warnings).toHaveLength(2);
    for (const [index, file] of files.entries()) expect(warnings[index]).toContain(`! ${file} contains`);
    for (const file of files) chmodSync(file, 0o600);
    expect(await found()).toEqual(['✓ No API key is in a file that others can read.']);
  });

  it('warns of a database that others can read', async () => {
    const operator = await openWithContact();
    chmodSync(operator.database, 0o640);
    const { code, lines } = await diagnose(operator);
    expect(code).toBe(0);
    expect(lines).toContain('! Other users of this machine can read the database.');
  });

  it('fails with 1 for a database that it cannot read', async () => {
    const operator = await openOperator();
    operator.file(
      '.local/share/voicebot/default/voicebot.db',
      'not a database at all, but some text'.repeat(50),
    );
    const { code, json } = await diagnose(operator);
    expect(code).toBe(1);
    expect(json).toMatchObject({
      checks: expect.arrayContaining([
        check('database', 'failed', expect.stringContaining('not a database')),
      ]),
    });
    mkdirSync(`${operator.home}/folder.db`);
    expect((await diagnose(operator, { env: { VOICEBOT_DB: 'folder.db' } })).code).toBe(1);
  });
});

describe('voicebot doctor, on calls', () => {
  it('warns of calls that are overdue by 5 minutes, and leads to cron install', async () => {
    const operator = await openWithContact();
    await operator.voicebot(['schedule', '1', '--at', '+10m']);
    operator.clock.advance(14 * 60);
    expect((await diagnose(operator)).lines).toContain('✓ No call is overdue.');
    operator.clock.advance(2 * 60);
    const { code, lines } = await diagnose(operator);
    expect(code).toBe(0);
    const index = lines.indexOf('! 1 call is overdue by 5 minutes or more.');
    expect(lines[index + 1]).toMatch(/voicebot cron status\. To set it up: voicebot cron install$/);
  });

  it('lists unconfirmed calls', async () => {
    const operator = await openWithContact();
    operator.simulator.addFault({ on: 'create', kind: 'lose-answer' });
    await operator.voicebot(['call', '1']);
    expect(operator.rows('SELECT status FROM calls')).toEqual([{ status: 'unknown' }]);
    const { code, lines } = await diagnose(operator);
    expect(code).toBe(0);
    const index = lines.indexOf('! Call 1 is unconfirmed: its phone may have rung.');
    expect(lines[index + 1]).toContain('voicebot calls resolve 1 --placed call_… | --not-placed');
  });
});
