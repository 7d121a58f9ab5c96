import { describe, expect, it } from 'vitest';
import { openSqlite } from '../../../src/store/sqlite/connection/sqlite.ts';
import { openOperator } from '../../support/operator.ts';

async function withDueCall() {
  const operator = await openOperator();
  await operator.voicebot(['contacts', 'add', '--name', 'Ada', '--phone', '0491570006']);
  await operator.voicebot(['schedule', '1', '--at', '+1m']);
  operator.clock.advance(61);
  return operator;
}

describe('watch', () => {
  it('prints events as they happen, and stops at the first signal', async () => {
    const operator = await withDueCall();
    operator.simulator.addFault({ on: 'create', kind: 'slow', delayMs: 1000 });
    const watch = operator.start(['watch', '--every', '1s']);
    await expect.poll(() => operator.simulator.rings().length, { timeout: 20_000 }).toBe(1);
    watch.process.kill('SIGTERM');
    const ran = await watch.ended;
    expect(ran).toMatchObject({ code: 143 });
    expect(ran.stdout).toMatch(/2026-03-02T09:01:\d\d\+11:00 {2}✓ #1 {2}Ada \+61491570006 {2}placed, call_/);
    expect(ran.stderr).toContain('Finishing the calls in progress');

    operator.clock.advance(120);
    const later = operator.start(['watch', '--every', '1s']);
    await later.says('ended: user_hangup after 0:42');
    // Until the next round, no call is in progress that could be finished.
    await new Promise((resolve) => setTimeout(resolve, 300));
    later.process.kill('SIGINT');
    expect(await later.ended).toMatchObject({ code: 130, stderr: expect.not.stringContaining('Finishing') });
    expect(operator.simulator.rings()).toHaveLength(1);
  });

  it('keeps running through temporary trouble', async () => {
    const operator = await withDueCall();
    operator.simulator.addFault({ on: 'create', kind: 'throttle' });
    const watch = operator.start(['watch', '--every', '1s']);
    await watch.says('Retell is throttling requests');
    await watch.says('✓ #1');
    watch.process.kill('SIGINT');
    expect(await watch.ended).toMatchObject({ code: 130 });
    expect(operator.rows('select attempts from scheduled_calls')).toEqual([{ attempts: 1 }]);
  });

  it.each([401, 402, 403])('goes on after %i, says so once, and places the call later', async (status) => {
    const operator = await withDueCall();
    operator.simulator.addFault({ on: 'create', kind: 'status', status, times: 2 });
    const watch = operator.start(['watch', '--every', '1s']);
    await watch.says('✓ #1');
    watch.process.kill('SIGINT');
    const ran = await watch.ended;
    expect(ran).toMatchObject({ code: 130 });
    expect(ran.stdout.match(/Retell does not accept this account/g)).toHaveLength(1);
    expect(operator.rows('select attempts from scheduled_calls')).toEqual([{ attempts: 1 }]);
  });

  it('goes on after a look-up that Retell refuses, and finds the call later', async () => {
    const operator = await withDueCall();
    operator.simulator.addFault({ on: 'create', kind: 'lose-answer' });
    operator.simulator.addFault({ on: 'list', kind: 'status', status: 400 });
    await operator.voicebot(['process-due']);
    operator.clock.advance(30);
    const watch = operator.start(['watch', '--every', '1s']);
    await watch.says('Retell refused the request');
    watch.process.kill('SIGINT');
    expect(await watch.ended).toMatchObject({ code: 130 });
    expect(await operator.voicebot(['process-due'])).toMatchObject({ code: 0 });
    expect(operator.simulator.rings()).toHaveLength(1);
  });

  it('goes on while the database is locked', { timeout: 30_000 }, async () => {
    const operator = await withDueCall();
    const holder = openSqlite(operator.database);
    holder.exec('begin immediate');
    const watch = operator.start(['watch', '--every', '1s']);
    await watch.says('is locked by another process');
    holder.close();
    await watch.says('✓ #1');
    watch.process.kill('SIGINT');
    expect(await watch.ended).toMatchObject({ code: 130 });
  });

  it('uses a key that is rotated in the settings file meanwhile', async () => {
    const operator = await openOperator({ apiKey: 'key_after_rotation' });
    const file = '.config/voicebot/default/.env';
    const settings = (key: string) => `RETELL_API_KEY=${key}\nRETELL_BASE_URL=${operator.simulator.url}\n`;
    operator.file(file, settings('key_before_rotation'));
    const env = { RETELL_API_KEY: undefined, RETELL_BASE_URL: undefined };
    await operator.voicebot(['contacts', 'add', '--name', 'Ada', '--phone', '0491570006'], { env });
    await operator.voicebot(['schedule', '1', '--at', '+1m'], { env });
    operator.clock.advance(61);
    const watch = operator.start(['watch', '--every', '1s'], {
      env: { ...env, VOICEBOT_NOW: operator.clock.now().toISOString() },
    });
    await watch.says('Retell does not accept this account');
    operator.file(file, settings('key_after_rotation'));
    await watch.says('✓ #1');
    watch.process.kill('SIGINT');
    const ran = await watch.ended;
    expect(ran).toMatchObject({ code: 130 });
    expect(ran.stdout + ran.stderr).not.toContain('key_after_rotation');
  });

  it('times no real call by the clock of a rehearsal, if the settings file names Retell meanwhile', async () => {
    const operator = await withDueCall();
    const file = '.config/voicebot/default/.env';
    const now = `VOICEBOT_NOW=${operator.clock.now().toISOString()}\n`;
    operator.file(file, `${now}RETELL_BASE_URL=${operator.simulator.url}\n`);
    operator.simulator.addFault({ on: 'create', kind: 'status', status: 401, times: 100 });
    const watch = operator.start(['watch', '--every', '1s'], {
      env: { RETELL_BASE_URL: undefined, VOICEBOT_NOW: undefined },
    });
    await watch.says('Retell does not accept this account');
    operator.file(file, `${now}RETELL_BASE_URL=https://127.0.0.2:9\n`);
    await watch.says('VOICEBOT_NOW is set, but RETELL_BASE_URL is not a simulator on this machine');
    operator.file(file, `RETELL_BASE_URL=https://127.0.0.2:9\n`);
    await watch.says('cannot be reached at https://127.0.0.2:9');
    watch.process.kill('SIGINT');
    expect(await watch.ended).toMatchObject({ code: 130 });
  });

  it('does not start without a key', async () => {
    const operator = await openOperator();
    expect(await operator.voicebot(['watch'], { env: { RETELL_API_KEY: undefined } })).toMatchObject({
      code: 4,
    });
  });

  it('prints one object a line with --json', async () => {
    const operator = await withDueCall();
    const watch = operator.start(['watch', '--every', '1s', '--json']);
    await watch.says('placed');
    watch.process.kill('SIGINT');
    const lines = (await watch.ended).stdout.trim().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toContainEqual({
      at: expect.stringMatching(/Z$/),
      event: 'placed',
      scheduledCallId: 1,
      name: 'Ada',
      toNumber: '+61491570006',
      retellCallId: expect.stringMatching(/^call_/),
      text: expect.stringContaining('placed'),
    });
  });
});
