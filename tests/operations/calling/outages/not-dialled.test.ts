import { describe, expect, it } from 'vitest';
import type { DisconnectionReason } from '../../../../src/domain/calls/outcomes/disconnection-reasons.ts';
import type { Operator } from '../../../support/operator.ts';
import { numberOf, onceEach, openWithDue, requestsTo, ringsOf } from '../due-calls.ts';

/** Opens an operator with calls due, whose first `count` Retell accepts and never dials. */
async function openUndialled(reason: DisconnectionReason, count: number, due = count): Promise<Operator> {
  const operator = await openWithDue(due);
  for (let n = 1; n <= count; n++) operator.simulator.script(numberOf(n), { reason });
  return operator;
}

/** Makes Retell dial the first `count` calls from now on. */
function makeDialable({ simulator }: Operator, count: number): void {
  for (let n = 1; n <= count; n++) simulator.script(numberOf(n), { reason: 'user_hangup' });
}

async function runAfter(operator: Operator, seconds: number) {
  operator.clock.advance(seconds);
  return operator.voicebot(['process-due']);
}

const scheduled = ({ rows }: Operator) => rows('select status, attempts from scheduled_calls order by id');

describe('a call that Retell accepted and could not dial', () => {
  it('goes back, is charged an attempt, and rings once Retell dials again; the run says so', async () => {
    const operator = await openUndialled('telephony_provider_unavailable', 1, 2);
    expect(await operator.voicebot(['process-due'])).toMatchObject({ code: 0 });
    const run = await runAfter(operator, 30);
    expect(run).toMatchObject({ code: 6, stderr: '' });
    expect(run.stdout).toMatch(/✗ #1 .*not dialled: telephony_provider_unavailable; next attempt at/);
    expect(scheduled(operator)).toEqual([
      { status: 'PENDING', attempts: 1 },
      { status: 'COMPLETED', attempts: 1 },
    ]);
    expect(operator.rows('select status, did_not_ring from calls where id = 1')).toEqual([
      { status: 'not_connected', did_not_ring: 1 },
    ]);
    const list = await operator.voicebot(['scheduled', 'list']);
    expect(list.stdout).toContain('telephony_provider_unavailable');
    expect((await operator.voicebot(['doctor'])).stdout).toContain(
      '1 call of the last 24 hours was not dialled',
    );

    makeDialable(operator, 1);
    await runAfter(operator, 65);
    expect(scheduled(operator)).toEqual([
      { status: 'COMPLETED', attempts: 2 },
      { status: 'COMPLETED', attempts: 1 },
    ]);
    expect(ringsOf(operator)).toEqual(onceEach(2));
    expect(await runAfter(operator, 600)).toMatchObject({ code: 0 });
  });

  it('has failed once no attempt is left, and can be retried', async () => {
    const operator = await openUndialled('sip_routing_error', 1);
    for (const wait of [0, 30, 65, 30, 125, 30]) await runAfter(operator, wait);
    expect(scheduled(operator)).toEqual([{ status: 'FAILED', attempts: 3 }]);
    await runAfter(operator, 3600);
    expect(requestsTo(operator)).toHaveLength(3);
    expect(await operator.voicebot(['scheduled', 'retry', '1'])).toMatchObject({ code: 0 });
    makeDialable(operator, 1);
    await runAfter(operator, 1);
    expect(ringsOf(operator)).toEqual(onceEach(1));
  });

  it('is not charged if the account had no line for it', async () => {
    const operator = await openUndialled('concurrency_limit_reached', 1);
    for (const wait of [0, 30, 65, 30, 65, 30, 65, 30]) await runAfter(operator, wait);
    expect(scheduled(operator)).toEqual([{ status: 'PENDING', attempts: 0 }]);
    makeDialable(operator, 1);
    await runAfter(operator, 65);
    expect(scheduled(operator)).toEqual([{ status: 'COMPLETED', attempts: 1 }]);
    expect(ringsOf(operator)).toEqual(onceEach(1));
  });

  it('goes back too if its response was lost and it is found later', async () => {
    const operator = await openUndialled('no_concurrency_fallback', 1);
    operator.simulator.addFault({ on: 'create', kind: 'lose-answer' });
    await operator.voicebot(['process-due']);
    const run = await runAfter(operator, 30);
    expect(run).toMatchObject({ code: 6 });
    expect(run.stdout).toContain('not dialled: no_concurrency_fallback');
    makeDialable(operator, 1);
    await runAfter(operator, 65);
    expect(scheduled(operator)).toEqual([{ status: 'COMPLETED', attempts: 2 }]);
    expect(ringsOf(operator)).toEqual(onceEach(1));
  });

  it('stays cancelled', async () => {
    const operator = await openUndialled('telephony_provider_unavailable', 1);
    for (const wait of [0, 30]) await runAfter(operator, wait);
    await operator.voicebot(['scheduled', 'cancel', '1', '--yes']);
    makeDialable(operator, 1);
    await runAfter(operator, 600);
    expect(scheduled(operator)).toMatchObject([{ status: 'CANCELLED' }]);
    expect(ringsOf(operator)).toEqual({});
  });
});

describe('a number that does not exist', () => {
  it('is told, and never called again', async () => {
    const operator = await openUndialled('invalid_destination', 1);
    await operator.voicebot(['process-due']);
    const run = await runAfter(operator, 30);
    expect(run).toMatchObject({ code: 6 });
    expect(run.stdout).toMatch(/✗ #1 .*invalid_destination.*not tried again/);
    await runAfter(operator, 3600);
    expect(scheduled(operator)).toEqual([{ status: 'COMPLETED', attempts: 1 }]);
    expect(requestsTo(operator)).toHaveLength(1);
  });
});

describe.each(['no_valid_payment', 'scam_detected'] as const)('an account without calls: %s', (reason) => {
  it('stops the run with exit 4; nobody is charged, one call goes first, and all ring once Retell dials again', async () => {
    const operator = await openUndialled(reason, 6);
    await operator.voicebot(['process-due', '--limit', '3']);
    const run = await runAfter(operator, 30);
    expect(run).toMatchObject({ code: 4 });
    expect(run.stderr).toContain(reason);
    expect(scheduled(operator)).toEqual(
      Array.from({ length: 6 }, (_, n) => ({
        status: n < 3 ? 'PENDING' : 'COMPLETED',
        attempts: n < 3 ? 0 : 1,
      })),
    );
    for (let minute = 0; minute < 3; minute++) {
      const before = requestsTo(operator).length;
      expect(await runAfter(operator, 65)).toMatchObject({
        code: 4,
        stdout: expect.not.stringContaining('not dialled'),
        stderr: '',
      });
      expect(requestsTo(operator)).toHaveLength(before + 1);
    }
    expect((await operator.voicebot(['doctor'])).stdout).toContain(reason);
    expect((await operator.voicebot(['scheduled', 'list'])).stderr).toContain(reason);

    makeDialable(operator, 6);
    for (let minute = 0; minute < 3; minute++) await runAfter(operator, 65);
    expect(ringsOf(operator)).toEqual(onceEach(6));
    expect(scheduled(operator)).toEqual(
      Array.from({ length: 6 }, () => ({ status: 'COMPLETED', attempts: 1 })),
    );
    expect(operator.rows('select id from outages where ended_at is null')).toEqual([]);
  });
});

it('the call that went first with the key of one account holds up no calls with the key of another', async () => {
  const operator = await openUndialled('no_valid_payment', 3);
  await operator.voicebot(['process-due']);
  expect(await runAfter(operator, 30)).toMatchObject({ code: 4 });
  await runAfter(operator, 65);
  expect(requestsTo(operator)).toHaveLength(4);
  operator.clock.advance(65);
  const otherKey = { env: { RETELL_API_KEY: 'key_of_another_workspace' } };
  await operator.voicebot(['process-due'], otherKey);
  expect(requestsTo(operator)).toHaveLength(5);
});
