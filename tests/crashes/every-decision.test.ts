import { describe, expect, it } from 'vitest';
import { onceEach, openWithDue, ringsOf } from '../operations/calling/due-calls.ts';
import {
  brokenPromises,
  type CallFault,
  dieAt,
  due,
  lostResponse,
  neverArrived,
  recover,
  statusesOf,
  strike,
} from './crashing.ts';

/** Opens an operator with one call, whose request has failed like this. */
async function openWithFailedRequest(fault: CallFault) {
  const operator = await openWithDue(1);
  strike(operator, 1, fault);
  await operator.voicebot(due);
  return operator;
}

describe('an operator whose command dies', () => {
  it.each([
    { at: 'before-findCall', leaves: 'IN_PROGRESS/unknown', again: 0 },
    { at: 'before-settleUnknown', leaves: 'IN_PROGRESS/unknown', again: 0 },
    { at: 'after-settleUnknown', leaves: 'COMPLETED/registered', again: 5 },
  ])('resolving as placed, at $at: recorded or not, and can be repeated', async ({ at, leaves, again }) => {
    const operator = await openWithFailedRequest(lostResponse);
    const [ring] = operator.simulator.rings();
    const resolve = ['scheduled', 'resolve', '1', '--placed', ring?.callId ?? ''];
    await dieAt(operator, at, resolve);
    expect(statusesOf(operator)).toEqual([leaves]);
    expect(await operator.voicebot(resolve)).toMatchObject({ code: again });
    await recover(operator, 300);
    expect(statusesOf(operator)[0]).toMatch(/^COMPLETED/);
    expect(ringsOf(operator)).toEqual(onceEach(1));
    expect(brokenPromises(operator)).toEqual([]);
  });

  it.each([
    {
      at: 'before-settleUnknown',
      leaves: 'IN_PROGRESS/unknown',
      ends: 'COMPLETED/registered',
      rings: onceEach(1),
    },
    { at: 'after-settleUnknown', leaves: 'FAILED/not_placed', ends: 'FAILED/not_placed', rings: {} },
  ])(
    'resolving as not placed, at $at: what the ledger has is what happens',
    async ({ at, leaves, ends, rings }) => {
      const operator = await openWithFailedRequest(neverArrived);
      await dieAt(operator, at, ['scheduled', 'resolve', '1', '--not-placed']);
      expect(statusesOf(operator)).toEqual([leaves]);
      await recover(operator, 300);
      expect(statusesOf(operator)).toEqual([ends]);
      expect(ringsOf(operator)).toEqual(rings);
      expect(brokenPromises(operator)).toEqual([]);
    },
  );

  it.each([
    { at: 'before-retryScheduledCalls', leaves: 'FAILED/not_placed', again: 0 },
    { at: 'after-retryScheduledCalls', leaves: 'PENDING/not_placed', again: 5 },
  ])('retrying a failed call, at $at: all or nothing, and one ring', async ({ at, leaves, again }) => {
    const operator = await openWithFailedRequest(neverArrived);
    await operator.voicebot(['scheduled', 'resolve', '1', '--not-placed']);
    const retry = ['scheduled', 'retry', '1'];
    await dieAt(operator, at, retry);
    expect(statusesOf(operator)).toEqual([leaves]);
    expect(await operator.voicebot(retry)).toMatchObject({ code: again });
    await recover(operator, 1);
    expect(statusesOf(operator)).toEqual(['COMPLETED/registered']);
    expect(operator.rows('select attempts, max_attempts from scheduled_calls')).toEqual([
      { attempts: 2, max_attempts: 4 },
    ]);
    expect(ringsOf(operator)).toEqual(onceEach(1));
    expect(brokenPromises(operator)).toEqual([]);
  });
});
