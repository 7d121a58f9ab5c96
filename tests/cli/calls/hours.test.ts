import { describe, expect, it } from 'vitest';
import { openSqlite } from '../../../src/store/sqlite/connection/sqlite.ts';
import { openOperator } from '../../support/operator.ts';
import { openScreen } from '../../support/screen.ts';

const list = `name,phone,state
Ada,0491 570 006,NSW
Perry,0491 570 156,WA
Mo,0491 570 157,
Tess,(03) 6200 1234,TAS
`;

/** Opens an operator with four contacts, on Monday 7 December 2026 at 11 in the morning in Sydney unless told otherwise. */
async function openWithContacts(time = '2026-12-07T00:00:00Z') {
  const operator = await openOperator({ sharesProcess: true });
  operator.clock.advance((new Date(time).getTime() - operator.clock.now().getTime()) / 1000);
  const path = operator.file('list.csv', list);
  expect(await operator.voicebot(['contacts', 'import', path])).toMatchObject({ code: 0 });
  return operator;
}

const au = { VOICEBOT_CALL_TIMES: 'au' };
const times = `select contact_id as contact, strftime('%d %H:%M', scheduled_time / 1000, 'unixepoch') as utc
  from scheduled_calls order by scheduled_time, id`;

describe('schedule and the hours of those called', () => {
  it('warns that a phone in Perth would ring at five in the morning, and schedules it, as ever, if no hours are set', async () => {
    const operator = await openWithContacts();
    const scheduled = await operator.voicebot(['schedule', '1-2', '--at', 'tomorrow 8am']);
    expect(scheduled).toMatchObject({ code: 0 });
    expect(scheduled.stderr).toContain('! 2 calls are at an hour at which people are not usually called:');
    expect(scheduled.stderr).toMatch(/Perry: it is 5:02 am in Perth/);
    expect(scheduled.stderr).toContain('there it is 5:02 am to 5:47 am, in one of 2 zones');
    expect(operator.rows(times)).toEqual([
      { contact: 1, utc: '07 21:00' },
      { contact: 2, utc: '07 21:02' },
    ]);
  });

  it('takes a mobile without a state to be on the operator’s clock, so that not every call is warned of', async () => {
    const operator = await openWithContacts();
    const scheduled = await operator.voicebot(['schedule', '3', '--at', 'tomorrow 9:30am']);
    expect(scheduled.stderr).not.toContain('!');
  });

  it('moves calls to the opening on each person’s clock, in their order, if hours are set', async () => {
    const operator = await openWithContacts();
    const scheduled = await operator.voicebot(['schedule', '1-4', '--at', 'tomorrow 8am'], { env: au });
    expect(scheduled).toMatchObject({ code: 0 });
    expect(scheduled.stderr).toContain('4 calls, planned 2 minutes apart:');
    expect(scheduled.stderr).toContain('moved  4 into the hours of those called');
    // Ada may be in Broken Hill, half an hour behind; the mobile without a state may be in Perth.
    expect(operator.rows(times)).toEqual([
      { contact: 4, utc: '07 22:00' },
      { contact: 1, utc: '07 22:30' },
      { contact: 2, utc: '08 01:00' },
      { contact: 3, utc: '08 01:02' },
    ]);
  });

  it('plans ten o’clock on each person’s own clock', async () => {
    const operator = await openWithContacts();
    const words = ['schedule', '2,4', '--local', '--at', '2026-12-08 10:00'];
    const scheduled = await operator.voicebot(words);
    expect(scheduled, scheduled.stderr).toMatchObject({ code: 0 });
    expect(operator.rows(times)).toEqual([
      { contact: 4, utc: '07 23:00' },
      { contact: 2, utc: '08 02:00' },
    ]);
    const moment = await operator.voicebot(['schedule', '2', '--local', '--at', '+10m']);
    expect(moment).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('not a time on each person’s clock'.replace('’', "'")),
    });
    const past = await operator.voicebot(['schedule', '4', '--local', '--at', '2026-12-07 10:00']);
    expect(past).toMatchObject({ code: 5, stderr: expect.stringContaining('is in the past') });
  });

  it('keeps nobody waiting over a public holiday without saying so', async () => {
    const operator = await openWithContacts('2026-12-24T00:00:00Z');
    const scheduled = await operator.voicebot(['schedule', '4', '--at', 'tomorrow 10am'], { env: au });
    expect(scheduled.stderr).toContain('moved  1 into the hours');
    // Christmas is a Friday, Boxing Day a Saturday, and the Monday after it a holiday too.
    expect(operator.rows(times)).toEqual([{ contact: 4, utc: '28 22:00' }]);
  });

  it('goes beyond the hours for a reason, which is recorded with the call', async () => {
    const operator = await openWithContacts('2026-12-07T19:00:00Z');
    const words = ['schedule', '2', '--at', '+1m', '--outside-hours', 'she asked for it'];
    expect(await operator.voicebot(words, { env: au })).toMatchObject({ code: 0 });
    operator.clock.advance(70);
    await operator.voicebot(['process-due'], { env: au });
    expect(operator.simulator.rings()).toHaveLength(1);
    expect(operator.rows('select outside_hours, zones, zones_from from calls')).toEqual([
      {
        outside_hours: 'she asked for it',
        zones: expect.stringContaining('Australia/Perth'),
        zones_from: 'state',
      },
    ]);
    const empty = await operator.voicebot(['schedule', '1', '--at', '+1m', '--outside-hours', ' ']);
    expect(empty).toMatchObject({ code: 2, stderr: expect.stringContaining('The reason is empty.') });
  });

  it('takes other call times for one plan, and refuses those it cannot read', async () => {
    const operator = await openWithContacts('2026-12-05T00:00:00Z');
    const sunday = ['schedule', '4', '--at', '2026-12-06 10:00', '--call-times'];
    expect(await operator.voicebot([...sunday, 'au-research'], { env: au })).toMatchObject({ code: 0 });
    expect(operator.rows(times)).toEqual([{ contact: 4, utc: '05 23:00' }]);
    for (const wrong of ['Mon-Fri 20:00-09:00', 'Mun 9:00-10:00', ''])
      expect((await operator.voicebot([...sunday, wrong])).code, wrong).toBe(2);
    expect((await operator.voicebot([...sunday, 'reminders'])).code).toBe(3);
    expect(operator.rows('select count(*) as n from scheduled_calls')).toEqual([{ n: 1 }]);
  });

  it('refuses a time after which no call is wanted that is before the first', async () => {
    const operator = await openWithContacts();
    const words = ['schedule', '1', '--at', 'tomorrow 10am', '--not-after', 'tomorrow 9am'];
    expect(await operator.voicebot(words)).toMatchObject({ code: 2 });
    const call = ['schedule', '1', '--at', '+10m', '--not-after', '+15m'];
    expect(await operator.voicebot(call)).toMatchObject({ code: 0 });
    operator.clock.advance(16 * 60);
    const run = await operator.json(['process-due']);
    expect(run).toMatchObject({ results: { missed: 1, failed: 1 } });
    expect(operator.simulator.rings()).toEqual([]);
  });
});

describe('call and the hours of those called', () => {
  const fiveInPerth = '2026-12-07T21:00:00Z';

  it('warns, and calls, if no hours are set', async () => {
    const operator = await openWithContacts(fiveInPerth);
    const made = await operator.voicebot(['call', '2']);
    expect(made).toMatchObject({ code: 0 });
    expect(made.stderr).toContain('! For Perry it is 5:00 am in Perth');
  });

  it('refuses if hours are set, and names the next moment', async () => {
    const operator = await openWithContacts(fiveInPerth);
    const refused = await operator.voicebot(['call', '2'], { env: au });
    expect(refused).toMatchObject({ code: 5 });
    expect(refused.stderr).toMatch(/it is 5:00 am in Perth .*/);
    expect(refused.stderr).toContain('Tue 8 Dec 2026, 12:00 pm AEDT');
    expect(operator.simulator.rings()).toEqual([]);
    const forced = await operator.voicebot(['call', '2', '--outside-hours', 'urgent'], { env: au });
    expect(forced).toMatchObject({ code: 0 });
  });
});

describe('on a terminal, where no hours are set', () => {
  const setup = ['--from', '+61255501234', '--agent', 'agent_demo'];
  const fiveInPerth = '2026-12-07T21:00:00Z';

  it('call asks before a phone in Perth rings at five, and Enter means no', async () => {
    const operator = await openWithContacts(fiveInPerth);
    const screen = openScreen(operator, ['call', '2', ...setup], { cols: 80, rows: 24 });
    await screen.says('all the same?');
    expect(screen.text()).toMatch(/For Perry it is 5:00 am in Perth/);
    screen.type('\r');
    expect(await screen.ended).toBe(2);
    expect(operator.simulator.rings()).toEqual([]);
    const sure = openScreen(operator, ['call', '2', ...setup], { cols: 60, rows: 20 });
    await sure.says('all the same?');
    sure.type('y\r');
    expect(await sure.ended).toBe(0);
    expect(operator.simulator.rings()).toHaveLength(1);
  });

  it('schedule asks likewise, and names those it is too early for', async () => {
    const operator = await openWithContacts();
    const words = ['schedule', '1-4', '--at', 'tomorrow 8am', ...setup];
    const screen = openScreen(operator, words, { cols: 80, rows: 24 });
    await screen.says('Schedule these 4 calls all the same?');
    expect(screen.text()).toMatch(/Perry: it is 5:02 am in Perth/);
    screen.type('\r');
    expect(await screen.ended).toBe(2);
    expect(operator.rows('select count(*) as n from scheduled_calls')).toEqual([{ n: 0 }]);
  });
});

describe('a plan that nobody can be reached in', () => {
  it('says so, and leaves out those for whom no hour is ever allowed', async () => {
    const operator = await openWithContacts();
    const narrow = { VOICEBOT_CALL_TIMES: 'Mon-Fri 09:00-10:00' };
    // The mobile without a state may be in Perth or on Lord Howe Island, whose clocks never both show that hour.
    const some = await operator.voicebot(['schedule', '3-4', '--at', 'tomorrow 9am'], { env: narrow });
    expect(some).toMatchObject({ code: 6 });
    expect(some.stderr).toContain('Left out, no hour is ever allowed for them: Mo.');
    const none = await operator.voicebot(['schedule', '3', '--at', 'tomorrow 9am'], { env: narrow });
    expect(none).toMatchObject({ code: 5, stderr: expect.stringContaining('no time within 400 days') });
  });
});

describe('a due call whose hour has passed', () => {
  it('waits for the next allowed minute, whatever the batch or the night', async () => {
    const operator = await openWithContacts('2026-12-08T08:30:00Z');
    await operator.voicebot(['schedule', '4', '1', '--at', '7:50pm', '--every', '15m']);
    for (const [minutes, rings] of [
      [25, 1],
      [60, 1],
      [11 * 60, 1],
      [100, 2],
    ] as const) {
      operator.clock.advance(minutes * 60);
      expect((await operator.voicebot(['process-due'], { env: au })).stderr).toBe('');
      expect(operator.simulator.rings()).toHaveLength(rings);
    }
  });

  it('rings at once if the hours are not set', async () => {
    const operator = await openWithContacts('2026-12-08T10:00:00Z');
    await operator.voicebot(['schedule', '2', '--at', '+10m']);
    operator.clock.advance(11 * 60);
    expect((await operator.voicebot(['process-due'])).code).toBe(0);
    expect(operator.simulator.rings()).toHaveLength(1);
  });
});

it('calls of an older voicebot, whose spacing is not known, do not all ring as the hours begin', async () => {
  const operator = await openWithContacts('2026-12-07T08:00:00Z');
  const path = operator.file('more.csv', 'name,phone,state\nTom,(03) 6200 1235,TAS\n');
  expect(await operator.voicebot(['contacts', 'import', path])).toMatchObject({ code: 0 });
  await operator.voicebot(['schedule', '4-5', '--at', 'today 20:45', '--every', '5m']);
  const db = openSqlite(operator.database);
  db.exec('update scheduled_calls set spacing_ms = null');
  db.close();
  operator.clock.advance(2 * 3600);
  await operator.voicebot(['process-due'], { env: { ...au, VOICEBOT_INTERVAL: '3m' } });
  expect(
    operator.rows(
      "select strftime('%d %H:%M', next_attempt_at / 1000, 'unixepoch') as utc from scheduled_calls order by id",
    ),
  ).toEqual([{ utc: '07 22:00' }, { utc: '07 22:03' }]);
});
