import { describe, expect, it } from 'vitest';
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
    const watch = operator.start(['watch', '--every', '1s']);
    await watch.says(/9:01 am {2}✓ #1 {2}Ada \+61491570006 {2}placed, call_/);
    watch.process.kill('SIGTERM');
    const ran = await watch.ended;
    expect(ran).toMatchObject({ code: 143 });
    expect(ran.stderr).toContain('Finishing the calls in progress');

    operator.clock.advance(120);
    const later = operator.start(['watch', '--every', '1s']);
    await later.says('ended: user_hangup after 0:42');
    later.process.kill('SIGINT');
    expect(await later.ended).toMatchObject({ code: 130 });
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

  it('stops at permanent trouble', async () => {
    const operator = await withDueCall();
    operator.simulator.addFault({ on: 'create', kind: 'status', status: 402 });
    const ran = await operator.voicebot(['watch', '--every', '1s']);
    expect(ran).toMatchObject({ code: 4 });
    expect(ran.stderr).toContain('error: Retell does not accept this account');
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
      text: expect.stringContaining('placed'),
    });
  });
});
