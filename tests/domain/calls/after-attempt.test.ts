import { describe, expect, it } from 'vitest';
import {
  afterNoResponse,
  afterNotPlaced,
  afterPlaced,
  afterRefused,
  afterWithdrawal,
} from '../../../src/domain/calls/after-attempt.ts';
import { afterClaim, afterForbidden, afterPostponed } from '../../../src/domain/calls/after-claim.ts';
import { attempt, minutes, now, report, scheduledCall } from './states.ts';

describe('after an attempt that Retell placed', () => {
  it('completes and charges the scheduled call, and asks Retell about the call soon', () => {
    const { call, scheduled } = afterPlaced(
      attempt(),
      scheduledCall({ attempts: 1 }),
      undefined,
      report(),
      now,
    );
    expect(call).toMatchObject({
      status: 'registered',
      retellCallId: 'call_1',
      errorMessage: null,
      waitsFor: null,
      heldBecause: null,
      nextCheckAt: minutes(1 / 6),
    });
    expect(scheduled).toEqual({
      status: 'COMPLETED',
      callId: 1,
      retellCallId: 'call_1',
      attempts: 2,
      nextAttemptAt: null,
      waitsFor: null,
      errorMessage: null,
      executedAt: attempt().requestedAt,
    });
  });

  it('asks once more after a day about a call that is already over', () => {
    const after = afterPlaced(attempt(), undefined, undefined, report({ status: 'ended' }), now);
    expect(after).toMatchObject({
      call: { status: 'ended', nextCheckAt: minutes(26 * 60) },
      scheduled: undefined,
    });
  });

  it('does not charge an attempt twice that was recorded as not placed', () => {
    const notPlaced = attempt({ status: 'not_placed' });
    expect(
      afterPlaced(notPlaced, scheduledCall({ attempts: 1 }), undefined, report(), now).scheduled,
    ).toMatchObject({
      status: 'COMPLETED',
      attempts: 1,
    });
  });

  it('detaches an attempt that was recorded as not placed and has been repeated since', () => {
    const { call, scheduled } = afterPlaced(
      attempt({ status: 'not_placed' }),
      scheduledCall(),
      9,
      report(),
      now,
    );
    expect(call).toMatchObject({
      scheduledCallId: null,
      status: 'registered',
      errorMessage: expect.stringContaining('call 9'),
    });
    expect(scheduled).toBeUndefined();
  });

  it('records a different call as a second ring', () => {
    const placed = attempt({ status: 'registered', retellCallId: 'call_1' });
    const other = afterPlaced(placed, scheduledCall(), undefined, report({ retellCallId: 'call_2' }), now);
    expect(other).toEqual({
      call: {
        alsoPlacedAs: 'call_2',
        errorMessage: 'placed twice: Retell lists call_1 and call_2 under its reference',
      },
      scheduled: undefined,
    });
  });
});

describe('after a refusal', () => {
  const when = { now, retryDelay: 60_000 };

  it.each([
    { attempts: 0, maxAttempts: 3, status: 'PENDING', nextAttemptAt: minutes(1) },
    { attempts: 1, maxAttempts: 3, status: 'PENDING', nextAttemptAt: minutes(2) },
    { attempts: 2, maxAttempts: 4, status: 'PENDING', nextAttemptAt: minutes(4) },
    { attempts: 2, maxAttempts: 3, status: 'FAILED', nextAttemptAt: null },
    { attempts: 0, maxAttempts: 1, status: 'FAILED', nextAttemptAt: null },
  ])('attempt $attempts of $maxAttempts: $status', ({ attempts, maxAttempts, status, nextAttemptAt }) => {
    const { call, scheduled } = afterRefused(
      scheduledCall({ attempts, maxAttempts }),
      'No such agent.',
      when,
    );
    expect(call).toMatchObject({ status: 'not_placed', errorMessage: 'No such agent.', nextCheckAt: null });
    expect(scheduled).toMatchObject({
      status,
      nextAttemptAt,
      attempts: attempts + 1,
      errorMessage: 'No such agent.',
      waitsFor: null,
      ...(status === 'FAILED' ? { executedAt: now } : {}),
    });
  });

  it('does not retry an immediate call', () => {
    expect(afterRefused(undefined, 'No.', when).scheduled).toBeUndefined();
  });
});

describe('after a request without a certain response', () => {
  it('records who is to confirm the call, and charges nothing', () => {
    const unknown = {
      reason: 'no response',
      nextCheckAt: minutes(1),
      waitsFor: 'retell',
      heldBecause: null,
    } as const;
    expect(afterNoResponse(unknown)).toEqual({
      call: {
        status: 'unknown',
        errorMessage: 'no response',
        nextCheckAt: minutes(1),
        waitsFor: 'retell',
        heldBecause: null,
      },
      scheduled: { errorMessage: 'no response', waitsFor: 'retell' },
    });
  });

  it('fails and charges the call if the operator says that it was not placed', () => {
    const { call, scheduled } = afterNotPlaced(
      scheduledCall({ status: 'IN_PROGRESS', waitsFor: 'operator' }),
      now,
    );
    expect(call).toMatchObject({
      status: 'not_placed',
      waitsFor: null,
      heldBecause: null,
      nextCheckAt: null,
    });
    expect(scheduled).toMatchObject({ status: 'FAILED', attempts: 1, waitsFor: null, executedAt: now });
  });
});

describe('after a claim', () => {
  it('a withdrawal restores the time it was due and its latest attempt', () => {
    expect(afterWithdrawal({ id: 4, errorMessage: 'No.' }, minutes(-5), now)).toEqual({
      status: 'PENDING',
      nextAttemptAt: minutes(-5),
      waitsFor: null,
      callId: 4,
      errorMessage: 'No.',
    });
    expect(afterWithdrawal(undefined, null, now)).toMatchObject({
      nextAttemptAt: now,
      callId: null,
      errorMessage: null,
    });
  });

  it('an attempt puts the call in progress and clears what postponed it', () => {
    expect(afterClaim(4)).toEqual({
      status: 'IN_PROGRESS',
      callId: 4,
      nextAttemptAt: null,
      errorMessage: null,
      waitsFor: null,
      opening: null,
    });
  });

  it.each([
    [minutes(30), minutes(30)],
    [minutes(0.5), minutes(1)],
    [minutes(-30), minutes(1)],
  ])('postponed until %s, a call is due at %s, but not within a minute', (until, nextAttemptAt) => {
    const wait = { kind: 'wait', until, waitsFor: 'call_times', reason: 'too early' } as const;
    expect(afterPostponed(wait, now)).toEqual({
      nextAttemptAt,
      waitsFor: 'call_times',
      opening: until,
      errorMessage: 'too early',
    });
  });

  it.each([
    ['the first to wait for an opening', undefined, minutes(30)],
    ['behind another', { nextAttemptAt: minutes(34), spacing: 120_000 }, minutes(36)],
    ['behind one of a plan that rings all at once', { nextAttemptAt: minutes(30), spacing: 0 }, minutes(30)],
    ['behind one of an older voicebot', { nextAttemptAt: minutes(30), spacing: null }, minutes(30)],
  ])('a call that waits for an opening, %s', (_, last, nextAttemptAt) => {
    const wait = { kind: 'wait', until: minutes(30), waitsFor: 'call_times', reason: 'too early' } as const;
    expect(afterPostponed(wait, now, last)).toMatchObject({ nextAttemptAt, opening: minutes(30) });
  });

  it('a forbidden call fails, with the reason', () => {
    expect(afterForbidden({ kind: 'refuse', code: 'do_not_call', reason: 'it must not be' })).toEqual({
      status: 'FAILED',
      nextAttemptAt: null,
      waitsFor: null,
      opening: null,
      errorMessage: 'not tried: it must not be',
    });
  });
});
