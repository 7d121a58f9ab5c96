import { describe, expect, it } from 'vitest';
import type { CallStatus } from '../../../src/domain/calls/call-status.ts';
import { answeredBy, type Disposition } from '../../../src/domain/calls/outcomes/disposition.ts';
import type { ScheduledCallStatus } from '../../../src/domain/calls/scheduled-call.ts';
import { isToCallAgain } from '../../../src/domain/campaigns/call-again.ts';

type Calls = (Disposition | CallStatus)[];

const isStatus = (word: string): word is CallStatus =>
  ['placing', 'unknown', 'registered', 'ongoing', 'ended'].includes(word);

const callOf = (word: Disposition | CallStatus) => {
  if (isStatus(word)) return { status: word, disposition: null, answeredBy: null };
  return { status: 'ended', disposition: word, answeredBy: answeredBy(word) } as const;
};

describe('people whom a campaign has not reached may be called again', () => {
  it.each<
    [scheduled: ScheduledCallStatus[], calls: Calls, outcomes: Disposition[] | undefined, isAgain: boolean]
  >([
    [['COMPLETED'], ['busy'], ['busy', 'no_answer'], true],
    [['COMPLETED'], ['busy'], ['no_answer'], false],
    // The last call counts, not every call.
    [['COMPLETED', 'COMPLETED'], ['busy', 'no_answer'], ['busy'], false],
    [['COMPLETED', 'COMPLETED'], ['no_answer', 'busy'], ['busy'], true],
    // A human has answered once: they are reached, whatever came later.
    [['COMPLETED', 'COMPLETED'], ['answered', 'busy'], ['busy'], false],
    [['COMPLETED'], ['answered'], ['answered'], false],
    [['COMPLETED'], ['machine'], ['machine'], true],
    // Another call of the campaign is to come, is being placed, or may be ringing.
    [['COMPLETED', 'PENDING'], ['busy'], ['busy'], false],
    [['COMPLETED', 'IN_PROGRESS'], ['busy'], undefined, false],
    [['COMPLETED'], ['busy', 'registered'], ['busy'], false],
    [['COMPLETED'], ['ongoing'], undefined, false],
    [['IN_PROGRESS'], ['unknown'], undefined, false],
    [['CANCELLED'], ['placing'], undefined, false],
    // Without outcomes, everyone not reached: never called, or with an unknown outcome, too.
    [['FAILED'], [], undefined, true],
    [['CANCELLED'], [], undefined, true],
    [['FAILED'], [], ['busy'], false],
    [['COMPLETED'], ['ended'], undefined, true],
    [['COMPLETED'], ['busy', 'ended'], ['busy'], false],
    [['COMPLETED'], ['declined'], undefined, true],
  ])('scheduled %j, calls %j, outcomes %j: %j', (scheduled, calls, outcomes, isAgain) => {
    expect(isToCallAgain({ scheduled, calls: calls.map(callOf) }, outcomes)).toBe(isAgain);
  });
});
