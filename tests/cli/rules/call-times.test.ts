import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openSqlite } from '../../../src/store/sqlite/connection/sqlite.ts';
import { type Operator, openOperator } from '../../support/operator.ts';

/** Opens an operator's database with one contact in Perth, at half past midnight there: half past three in Sydney. */
async function openAtNight(): Promise<Operator> {
  const operator = await openOperator({ sharesProcess: true });
  operator.clock.moveTo('2026-12-07T16:30:00Z');
  await operator.json([
    'contacts',
    'add',
    '--name',
    'Ada',
    '--phone',
    '0491570006',
    '--timezone',
    'Australia/Perth',
  ]);
  return operator;
}

const au = { env: { VOICEBOT_CALL_TIMES: 'au' } };

describe('a due call, with call times set', () => {
  it('waits for the next allowed minute of its callee, and rings then', async () => {
    const operator = await openAtNight();
    await operator.json(['schedule', '1', '--at', '+1m']);
    operator.clock.advance(120);
    await operator.voicebot(['process-due'], au);
    expect(operator.simulator.rings()).toEqual([]);
    expect(await operator.json(['scheduled', 'show', '1'])).toMatchObject({
      scheduledCall: {
        status: 'PENDING',
        nextAttemptAt: '2026-12-08T01:00:00.000Z',
        waitsFor: 'call_times',
        errorMessage: 'it is 12:32 am in Perth (au: Mon–Fri 9:00 am–8:00 pm, Sat 9:00 am–5:00 pm)',
        attempts: 0,
      },
    });
    operator.clock.moveTo('2026-12-08T00:59:00Z');
    await operator.voicebot(['process-due'], au);
    expect(operator.simulator.rings()).toHaveLength(0);
    operator.clock.advance(60);
    expect(await operator.voicebot(['process-due'], au)).toMatchObject({ code: 0 });
    expect(operator.simulator.rings()).toHaveLength(1);
  });

  it('rings at any hour where they are off, or where none are set', async () => {
    for (const VOICEBOT_CALL_TIMES of ['off', undefined]) {
      const operator = await openAtNight();
      await operator.json(['schedule', '1', '--at', '+1m']);
      operator.clock.advance(120);
      await operator.voicebot(['process-due'], { env: { VOICEBOT_CALL_TIMES } });
      expect(operator.simulator.rings()).toHaveLength(1);
    }
  });

  it('fails if it is never allowed', async () => {
    const operator = await openAtNight();
    await operator.json(['contacts', 'add', '--phone', '+44 20 7946 0958', '--timezone', 'Europe/London']);
    await operator.json(['schedule', '2', '--at', '+1m']);
    operator.clock.advance(120);
    // A Sunday that is a holiday, and no other day.
    const env = { VOICEBOT_CALL_TIMES: 'Sun 09:00-17:00; holidays closed' };
    const database = openSqlite(operator.database);
    for (let day = 0; day < 420; day++) {
      const date = new Date(Date.parse('2026-12-01T00:00Z') + day * 86_400_000).toISOString().slice(0, 10);
      database
        .prepare(
          "insert or replace into holidays (country, date, name, source, created_at) values ('GB', ?, 'Strike', 'operator', 0)",
        )
        .run(date);
    }
    database.close();
    await operator.voicebot(['process-due'], { env });
    expect(await operator.json(['scheduled', 'show', '1'])).toMatchObject({
      scheduledCall: {
        status: 'FAILED',
        errorMessage: expect.stringContaining('no time within 400 days is allowed in London'),
      },
    });
  });

  it('waits a minute for the holidays of its country, which the run fills in', async () => {
    const operator = await openOperator({ sharesProcess: true });
    operator.clock.moveTo('2026-12-07T22:00:00Z');
    await operator.json(['contacts', 'add', '--phone', '+64 9 887 6986', '--timezone', 'Pacific/Auckland']);
    await operator.json(['schedule', '1', '--at', '+1m']);
    operator.clock.advance(120);
    const database = openSqlite(operator.database);
    database.exec("delete from holiday_coverage where country = 'NZ'");
    database.close();
    await operator.voicebot(['process-due'], au);
    expect(operator.simulator.rings()).toEqual([]);
    expect(await operator.json(['scheduled', 'show', '1'])).toMatchObject({
      scheduledCall: { waitsFor: 'call_times', errorMessage: 'the public holidays of NZ are not known yet' },
    });
    expect(await operator.json(['holidays', 'list', '--country', 'NZ'])).toMatchObject({
      holidays: expect.arrayContaining([
        expect.objectContaining({ date: '2027-02-06', name: 'Waitangi Day' }),
      ]),
    });
    operator.clock.advance(61);
    await operator.voicebot(['process-due'], au);
    expect(operator.simulator.rings()).toHaveLength(1);
  });
});

describe('the setting of call times', () => {
  it.each([
    ['VOICEBOT_ASSUME_TIMEZONE', 'Mars/Base'],
    ['VOICEBOT_MAX_LATENESS', 'soon'],
    ['VOICEBOT_INTERVAL', 'often'],
  ])('like %s, ends an idle process-due with 2 if it cannot be read', async (name, text) => {
    const operator = await openAtNight();
    const idle = await operator.voicebot(['process-due'], { env: { [name]: text } });
    expect(idle).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining(name) });
  });

  it.each([
    ['Mon-Fri 17:00-09:00', /17:00-09:00 ends before it starts/],
    ['Mon-Fri', /its hours are missing/],
    ['evenings', /no call times named "evenings"/],
    ['aus', /no call times named "aus"/],
    ['9 to 5', /does not say on which days/],
  ])('ends every process-due with 2 if it is "%s", also one with nothing due', async (text, message) => {
    const operator = await openAtNight();
    const env = { VOICEBOT_CALL_TIMES: text };
    const idle = await operator.voicebot(['process-due'], { env });
    expect(idle).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(message) });
    expect(idle.stderr).toContain('VOICEBOT_CALL_TIMES');
    await operator.json(['schedule', '1', '--at', '+1m']);
    operator.clock.advance(120);
    expect(await operator.voicebot(['process-due'], { env })).toMatchObject({ code: 2 });
    expect(await operator.voicebot(['doctor'], { env })).toMatchObject({
      code: 4,
      stdout: expect.stringMatching(message),
    });
    expect(operator.simulator.rings()).toEqual([]);
  });

  it('takes a name, which is used until it is removed', async () => {
    const operator = await openAtNight();
    const env = { VOICEBOT_CALL_TIMES: 'Evenings' };
    await operator.json(['call-times', 'set', 'evenings', 'Mon-Sun 00:00-01:00']);
    await operator.json(['schedule', '1', '--at', '+1m'], { env });
    expect(await operator.voicebot(['process-due'], { env })).toMatchObject({
      code: 0,
      stdout: '',
      stderr: '',
    });
    operator.clock.advance(120);
    await operator.voicebot(['process-due'], { env });
    expect(operator.simulator.rings()).toHaveLength(1);
    await operator.json(['call-times', 'remove', 'evenings']);
    expect(await operator.voicebot(['process-due'], { env })).toMatchObject({ code: 2 });
  });

  it('does not count from a ./.env that has not been allowed', async () => {
    const operator = await openAtNight();
    writeFileSync(join(operator.home, '.env'), 'VOICEBOT_CALL_TIMES=off\n');
    expect(await operator.voicebot(['process-due'], { cwd: operator.home })).toMatchObject({
      code: 4,
      stderr: expect.stringContaining('VOICEBOT_CALL_TIMES'),
    });
  });
});

describe('call-times', () => {
  it('lists the presets with their sources, and your own', async () => {
    const operator = await openAtNight();
    await operator.json(['call-times', 'set', 'Reminders', 'mon-fri 8am-8pm; holidays open']);
    expect(await operator.json(['call-times', 'list'])).toEqual({
      callTimes: [
        {
          name: 'au',
          hours: 'Mon-Fri 09:00-20:00; Sat 09:00-17:00; holidays closed',
          source: expect.stringContaining('Industry Standard 2017'),
          isPreset: true,
        },
        {
          name: 'au-research',
          hours: 'Mon-Fri 09:00-20:30; Sat,Sun 09:00-17:00; holidays closed',
          source: expect.any(String),
          isPreset: true,
        },
        {
          name: 'us',
          hours: 'Mon-Sun 08:00-21:00; holidays open',
          source: expect.stringContaining('47 CFR 64.1200(c)'),
          isPreset: true,
        },
        { name: 'reminders', hours: 'Mon-Fri 08:00-20:00; holidays open', source: null, isPreset: false },
      ],
      ...{ total: 4, nextPage: null },
    });
    expect(await operator.json(['call-times', 'set', 'reminders', 'Mon 09:00-10:00'])).toMatchObject({
      message: 'Changed reminders: Mon 09:00-10:00; holidays closed',
    });
  });

  it('refuses what it cannot use', async () => {
    const operator = await openAtNight();
    const refusals: [words: string[], code: number, message: RegExp][] = [
      [['set', 'au', 'Mon 09:00-10:00'], 2, /"au" is a preset/],
      [['set', 'off', 'Mon 09:00-10:00'], 2, /"off" cannot be a name/],
      [['set', 'mon-fri', 'Mon 09:00-10:00'], 2, /"mon-fri" cannot be a name/],
      [['set', 'late calls', 'Mon 09:00-10:00'], 2, /"late calls" cannot be a name/],
      [['set', 'late', 'Mon 09:00-25:00'], 2, /"25:00" is not a time/],
      [['remove', 'late'], 3, /no call times named "late"/],
    ];
    for (const [words, code, message] of refusals)
      expect(await operator.voicebot(['call-times', ...words])).toMatchObject({
        code,
        stderr: expect.stringMatching(message),
      });
  });
});
