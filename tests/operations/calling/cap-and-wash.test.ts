import { describe, expect, it } from 'vitest';
import { numberOf, openWithContacts, requestsTo, ringsOf, scheduleCalls } from './due-calls.ts';

describe('VOICEBOT_MAX_CALLS_PER_DAY', () => {
  const env = { VOICEBOT_MAX_CALLS_PER_DAY: '2', VOICEBOT_CALL_TIMES: 'off' };
  const run = { env };

  it('counts every path, and a scheduled call waits until the oldest is a day old', async () => {
    const operator = await openWithContacts(1);
    operator.simulator.script(numberOf(1), { ringSeconds: 1, reason: 'dial_busy' });
    await scheduleCalls(operator, [{ id: 1, seconds: 1 }]);
    operator.clock.advance(2);
    await operator.voicebot(['process-due'], run);
    operator.clock.advance(3600);
    expect(await operator.voicebot(['call', '1', '--yes'], run)).toMatchObject({ code: 0 });
    operator.clock.advance(3600);
    await scheduleCalls(operator, [{ id: 1, seconds: 1 }]);
    operator.clock.advance(2);
    await operator.voicebot(['process-due'], run);
    expect(ringsOf(operator)).toEqual({ [numberOf(1)]: 2 });
    const [waiting] = operator.rows(
      'select waits_for, next_attempt_at as at, attempts from scheduled_calls where id = 2',
    );
    const [first] = operator.rows('select requested_at as at from calls where id = 1');
    expect(waiting).toEqual({ waits_for: 'cap', at: Number(first?.['at']) + 86_400_000, attempts: 0 });
    operator.clock.advance(22 * 3600);
    await operator.voicebot(['process-due'], run);
    expect(ringsOf(operator)).toEqual({ [numberOf(1)]: 3 });
  });

  it('refuses call, unless --allow-repeat gives a reason, which is recorded', async () => {
    const operator = await openWithContacts(1);
    operator.simulator.script(numberOf(1), { ringSeconds: 1, reason: 'dial_busy' });
    const once = { env: { ...env, VOICEBOT_MAX_CALLS_PER_DAY: '1' } };
    await operator.voicebot(['call', '1', '--yes'], once);
    operator.clock.advance(3600);
    expect(await operator.voicebot(['call', '1', '--yes', '--json'], once)).toMatchObject({
      code: 5,
      json: { error: { code: 'cap', hint: expect.stringContaining('--allow-repeat') } },
    });
    expect((await operator.voicebot(['call', '1', '--yes', '--allow-repeat', ' '], once)).code).toBe(2);
    await operator.voicebot(['call', '1', '--yes', '--allow-repeat', 'asked to'], once);
    expect(operator.rows('select allow_repeat from calls')).toEqual([
      { allow_repeat: null },
      { allow_repeat: 'asked to' },
    ]);
    operator.clock.advance(60);
    await operator.voicebot(['schedule', '1', '--at', '+1m', '--allow-repeat', 'asked again'], once);
    operator.clock.advance(600);
    await operator.voicebot(['process-due'], once);
    expect(requestsTo(operator)).toHaveLength(3);
  });
});

describe('VOICEBOT_REQUIRE_WASH', () => {
  const run = { env: { VOICEBOT_REQUIRE_WASH: '30d', VOICEBOT_CALL_TIMES: 'off' } };
  // The operator's clock begins on 2 March 2026.
  const wash = ['dnc', 'wash', '-', '--register', 'DNCR', '--date'];

  it('holds calls, asks again each hour, and after a wash places them at their spacing', async () => {
    const operator = await openWithContacts(4);
    await scheduleCalls(
      operator,
      [1, 2, 3, 4].map((id) => ({ id, seconds: id * 120, spacing: 120 })),
    );
    operator.clock.advance(480);
    await operator.voicebot(['process-due'], run);
    expect(operator.rows('select distinct waits_for from scheduled_calls')).toEqual([{ waits_for: 'wash' }]);
    expect(await operator.voicebot(['call', '1', '--yes', '--json'], run)).toMatchObject({
      code: 5,
      json: { error: { code: 'wash', hint: expect.stringContaining('voicebot dnc wash') } },
    });
    operator.clock.advance(3605);
    await operator.voicebot(['process-due'], run);
    const stdin = `Phone,Listed\n${[1, 2, 3].map((id) => `${numberOf(id)},${id === 2 ? 'Y' : 'N'}`).join('\n')}\n`;
    const imported = await operator.json([...wash, '2026-02-20', '--map', 'Listed=do_not_call'], {
      ...run,
      stdin,
    });
    expect(imported).toMatchObject({ imported: 3, listed: 1, added: 1, notListed: 2, cancelledCalls: [2] });
    const now = operator.clock.now().getTime();
    const due = operator.rows(
      "select id, next_attempt_at as at from scheduled_calls where status = 'PENDING' order by id",
    );
    expect(due.map(({ at }) => Math.round((Number(at) - now) / 60_000))).toEqual([0, 2, 60]);
    operator.clock.advance(180);
    await operator.voicebot(['process-due'], run);
    expect(Object.keys(ringsOf(operator))).toEqual([numberOf(1), numberOf(3)]);
    expect(operator.rows('select register, file from washes')).toEqual([
      { register: 'DNCR', file: 'standard input' },
    ]);
    expect(operator.rows('select source, reason from do_not_call_numbers')).toEqual([
      { source: 'register', reason: 'listed by DNCR' },
    ]);
  });

  it('does not count a wash that is too old, and keeps the later of two', async () => {
    const operator = await openWithContacts(1);
    const stdin = `Phone,Do Not Call\n${numberOf(1)},no\n`;
    await operator.voicebot([...wash, '2026-01-20'], { stdin });
    expect((await operator.voicebot(['call', '1', '--yes'], run)).stderr).toContain(
      'last washed 41 days ago',
    );
    await operator.voicebot([...wash, '2026-02-20'], { stdin });
    await operator.voicebot([...wash, '2026-01-20'], { stdin });
    expect((await operator.voicebot(['call', '1', '--yes'], run)).code).toBe(0);
    expect(operator.rows('select count(*) as n from washes')).toEqual([{ n: 2 }]);
  });

  it('refuses a list that does not say which numbers are listed', async () => {
    const operator = await openWithContacts(1);
    const stdin = `Phone,Result\n${numberOf(1)},N\n`;
    expect(await operator.voicebot([...wash, '2026-02-20'], { stdin })).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/Phone, Result(?:.|\n)*--map 'Header=do_not_call'/),
    });
    expect(operator.rows('select * from washed_numbers')).toEqual([]);
  });
});
