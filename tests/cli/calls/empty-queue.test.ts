import { describe, expect, it } from 'vitest';
import { operatorWith, people } from '../../support/people.ts';
import { openScreen } from '../../support/screen.ts';

const off = { VOICEBOT_CALL_TIMES: 'off' };
const closed = { VOICEBOT_CALL_TIMES: 'Mon-Fri 15:00-16:00', VOICEBOT_ASSUME_TIMEZONE: 'Australia/Sydney' };

describe('a queue with nothing due', () => {
  it('says on a terminal what comes next and what others wait for, and prints nothing elsewhere', async () => {
    const operator = await operatorWith(people);
    await operator.voicebot(['schedule', '1-2', '--at', '+1m', '--every', '1s'], { env: off });
    const { env } = operator.launch({ env: closed });
    operator.clock.advance(120);
    const now = { VOICEBOT_NOW: operator.clock.now().toISOString() };
    const screen = openScreen(operator, ['process-due', '--yes'], { env: { ...env, ...closed, ...now } });
    expect(await screen.ended).toBe(0);
    expect(screen.whole()).toMatch(
      /^Nothing is due\.\nNext: call [12] to .*, Mon 2 Mar, 3:00 pm AEDT \(in 6 h\)/,
    );
    expect(screen.whole()).toMatch(/2 calls wait for an hour at which they are allowed\./);
    const silent = await operator.voicebot(['process-due'], { env: closed });
    expect(silent).toMatchObject({ code: 0, stdout: '', stderr: '' });
    const dry = await operator.voicebot(['process-due', '--dry-run'], { env: closed });
    expect(dry).toMatchObject({ code: 0, stdout: '' });
    expect(dry.stderr).toMatch(/^Nothing is due\.\nNext: call [12] to .*, Mon 2 Mar 2026, 3:00 pm AEDT/);
  });

  it('says that calling is halted', async () => {
    const operator = await operatorWith(people);
    await operator.voicebot(['halt', '--reason', 'lunch']);
    const screen = openScreen(operator, ['process-due']);
    await screen.ended;
    expect(screen.whole()).toMatch(/! Calling has been halted since .*\(lunch\)/);
    expect(screen.whole().match(/halted/g)).toHaveLength(1);
  });

  it('says in lists of scheduled calls which one comes next', async () => {
    const operator = await operatorWith(people);
    await operator.voicebot(['schedule', '2', '--at', '+1h'], { env: off });
    const screen = openScreen(operator, ['scheduled', 'list', '--status', 'FAILED']);
    await screen.ended;
    expect(screen.whole()).toMatch(
      /No scheduled call is FAILED\..*\nNext: call 1 to Grace Hopper, Mon 2 Mar, 10:0\d am AEDT/,
    );
  });
});
