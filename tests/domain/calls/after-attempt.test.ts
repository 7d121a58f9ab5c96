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
  it('the scheduled call is completed and charged, and Retell is asked how it goes on', () => {
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

  it('one that is over already is asked about no more', () => {
    const over = afterPlaced(attempt(), undefined, undefined, report({ status: 'ended' }), now);
    expect(over).toMatchObject({ call: { status: 'ended', nextCheckAt: null }, scheduled: undefined });
  });

  it('one that was given up for not placed was charged then', () => {
    const given = attempt({ status: 'not_placed' });
    expect(
      afterPlaced(given, scheduledCall({ attempts: 1 }), undefined, report(), now).scheduled,
    ).toMatchObject({
      status: 'COMPLETED',
      attempts: 1,
    });
  });

  it('one that was given up, and repeated meanwhile, stands beside the scheduled call', () => {
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

  it('the same call again only reports how it goes on; another is a second ring, and is not hushed up', () => {
    const placed = attempt({ status: 'registered', retellCallId: 'call_1' });
    const again = afterPlaced(placed, scheduledCall(), undefined, report({ status: 'ongoing' }), now);
    expect(again).toMatchObject({ call: { status: 'ongoing' }, scheduled: undefined });
    const other = afterPlaced(placed, scheduledCall(), undefined, report({ retellCallId: 'call_2' }), now);
    expect(other).toEqual({
      call: { errorMessage: 'Retell placed this call twice: also as call_2' },
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

  it('a call that was made at once is tried no more', () => {
    expect(afterRefused(undefined, 'No.', when).scheduled).toBeUndefined();
  });
});

describe('after no certain response', () => {
  it('attempt and scheduled call say who is to confirm it, and nothing is charged', () => {
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

  it('the operator’s word that it was not placed fails it, charged', () => {
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
  it('a withdrawal leaves the call due as it was, with its latest attempt', () => {
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

  it('an attempt that is written makes the call in progress; what had postponed it is past', () => {
    expect(afterClaim(4)).toEqual({
      status: 'IN_PROGRESS',
      callId: 4,
      nextAttemptAt: null,
      errorMessage: null,
      waitsFor: null,
    });
  });

  it.each([
    [minutes(30), minutes(30)],
    [minutes(0.5), minutes(1)],
    [minutes(-30), minutes(1)],
  ])('a postponed call is due again at %s, and never at once', (until, nextAttemptAt) => {
    const wait = { kind: 'wait', until, waitsFor: 'call_times', reason: 'too early' } as const;
    expect(afterPostponed(wait, now)).toEqual({
      nextAttemptAt,
      waitsFor: 'call_times',
      errorMessage: 'too early',
    });
  });

  it('a forbidden call has failed, and says why', () => {
    expect(afterForbidden('it must not be')).toEqual({
      status: 'FAILED',
      nextAttemptAt: null,
      waitsFor: null,
      errorMessage: 'not tried: it must not be',
    });
  });
});
