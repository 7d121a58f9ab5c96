import { describe, expect, it } from 'vitest';
import { afterReport } from '../../../src/domain/calls/after-report.ts';
import { isAbandoned } from '../../../src/domain/calls/claim.ts';
import { attempt, minutes, now, report } from './states.ts';

const registered = attempt({ status: 'registered', retellCallId: 'call_1' });

describe('after a report', () => {
  it.each([
    { what: 'one that says nothing new changes nothing', call: registered, says: report(), after: undefined },
    {
      what: 'an answered call is asked about again',
      call: registered,
      says: report({ status: 'ongoing', startedAt: now }),
      after: { hasChanged: true, change: { status: 'ongoing', startedAt: now, nextCheckAt: minutes(1 / 6) } },
    },
    {
      what: 'a call that ended is asked about no more',
      call: registered,
      says: report({ status: 'ended', disconnectionReason: 'user_hangup', endedAt: now, durationMs: 5000 }),
      after: { hasChanged: true, change: { status: 'ended', durationMs: 5000, nextCheckAt: null } },
    },
    {
      what: 'an older response that arrives last changes nothing',
      call: attempt({ status: 'ended', retellCallId: 'call_1' }),
      says: report({ status: 'ongoing' }),
      after: undefined,
    },
    {
      what: 'a call that is open after a day is asked about no more, which is no news',
      call: attempt({ status: 'ongoing', retellCallId: 'call_1', requestedAt: minutes(-24 * 60) }),
      says: report({ status: 'ongoing' }),
      after: { hasChanged: false, change: { nextCheckAt: null } },
    },
  ])('$what', ({ call, says, after }) => {
    const found = afterReport(call, says, now);
    if (after) expect(found).toMatchObject(after);
    else expect(found).toBeUndefined();
  });
});

describe('a claim', () => {
  const gone = () => true;
  const alive = () => false;

  it.each([
    { what: 'that has no end', claim: { owner: 'a', until: null }, isGone: alive, abandoned: true },
    { what: 'whose lease has ended', claim: { owner: 'a', until: now }, isGone: alive, abandoned: true },
    { what: 'whose lease holds', claim: { owner: 'a', until: minutes(1) }, isGone: alive, abandoned: false },
    { what: 'whose owner is gone', claim: { owner: 'a', until: minutes(1) }, isGone: gone, abandoned: true },
    { what: 'of nobody', claim: { owner: null, until: minutes(1) }, isGone: gone, abandoned: false },
  ])('$what: abandoned $abandoned', ({ claim, isGone, abandoned }) => {
    expect(isAbandoned(claim, now, isGone)).toBe(abandoned);
  });
});
