import { describe, expect, it } from 'vitest';
import type { AttemptRow, ScheduledRow } from './records.ts';
import { type Evidence, violationsOf } from './violations.ts';

const toNumber = '+61491580001';
const ring = { callId: 'call_1', toNumber, reference: 'vb_1' };

/** Returns the evidence of one call that was placed, with these changes. */
function evidence(
  changes: Partial<Evidence> & { row?: Partial<ScheduledRow>; attempt?: Partial<AttemptRow> } = {},
): Evidence {
  const { row, attempt, ...others } = changes;
  return {
    calls: 1,
    placed: [ring],
    rings: [ring],
    silent: new Set(),
    refusals: new Map(),
    poisoned: new Set(),
    settledByHand: new Map(),
    wasRestored: false,
    scheduled: [
      {
        id: 1,
        toNumber,
        status: 'COMPLETED',
        retellCallId: 'call_1',
        errorMessage: null,
        attempts: 1,
        maxAttempts: 3,
        ...row,
      },
    ],
    attempts: [
      {
        id: 7,
        scheduledCallId: 1,
        reference: 'vb_1',
        toNumber,
        status: 'registered',
        retellCallId: 'call_1',
        errorMessage: null,
        claimedBy: null,
        requestedAt: 0,
        nextCheckAt: null,
        ...attempt,
      },
    ],
    ...others,
  };
}

const nothing = { placed: [], rings: [] };
const failed = { status: 'FAILED', retellCallId: null, errorMessage: 'wrong number' };
const notPlaced = { status: 'not_placed', retellCallId: null };

describe('the violations of a chaos run', () => {
  it.each([
    ['a call that was placed', evidence()],
    ['a call to a dead number', evidence({ rings: [], silent: new Set([toNumber]) })],
    [
      'a call that was refused on every attempt',
      evidence({
        ...nothing,
        refusals: new Map([[toNumber, 1]]),
        row: { ...failed, maxAttempts: 1 },
        attempt: notPlaced,
      }),
    ],
    [
      'a call that was refused when sent again, and settled by the operator',
      evidence({
        ...nothing,
        refusals: new Map([[toNumber, 1]]),
        settledByHand: new Map([[1, 'refused_again']]),
        row: failed,
        attempt: notPlaced,
      }),
    ],
  ])('finds nothing wrong with %s', (_, facts) => {
    expect(violationsOf(facts)).toEqual([]);
  });

  it.each([
    ['a second ring', evidence({ placed: [ring, { ...ring, callId: 'call_2' }] }), 'was called 2 times'],
    ['a ring that was not recorded', evidence({ placed: [{ ...ring, callId: 'call_9' }] }), 'call_9'],
    ['a ring under another reference', evidence({ attempt: { reference: 'vb_2' } }), 'as another call'],
    ['a call that does not name its ring', evidence({ row: { retellCallId: 'call_8' } }), 'does not name'],
    ['a call that was never finished', evidence({ row: { status: 'IN_PROGRESS' } }), 'still IN_PROGRESS'],
    ['a completed call that never rang', evidence(nothing), 'no phone rang'],
    ['a call that was lost', evidence({ scheduled: [] }), '1 were scheduled, 0 are left'],
    ['a failed call whose phone rang', evidence({ row: failed }), 'its phone rang'],
    ['a failure without a reason', evidence({ row: { ...failed, errorMessage: null } }), 'without a reason'],
    [
      'a failure that was never refused',
      evidence({ ...nothing, row: failed, attempt: notPlaced }),
      'at most 0 refusals',
    ],
    [
      'a call settled by the operator that was never refused',
      evidence({
        ...nothing,
        settledByHand: new Map([[1, 'refused_again']]),
        row: failed,
        attempt: notPlaced,
      }),
      'at most 0 refusals',
    ],
    ['an attempt that was not charged', evidence({ row: { attempts: 0 } }), 'was charged 0 attempts of 1'],
    ['too many attempts', evidence({ row: { attempts: 4 } }), 'had 4 attempts of 3'],
    ['an attempt left unknown', evidence({ attempt: { status: 'unknown' } }), 'is left unknown'],
    ['a claim left behind', evidence({ attempt: { claimedBy: 'host/boot/1/2' } }), 'is left claimed'],
  ])('names %s', (_, facts, text) => {
    expect(violationsOf(facts).join('\n')).toContain(text);
  });
});
