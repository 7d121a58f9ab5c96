import { describe, expect, it } from 'vitest';
import { afterReport } from '../../../src/domain/calls/after-report.ts';
import { isAbandoned } from '../../../src/domain/calls/claim.ts';
import { attempt, minutes, now, report } from './states.ts';

const registered = attempt({ status: 'registered', retellCallId: 'call_1' });

describe('after a report', () => {
  it.each([
    {
      what: 'a report with nothing new changes nothing',
      call: registered,
      received: report(),
      after: { hasChanged: false, change: { status: 'registered' } },
    },
    {
      what: 'an answered call is asked about again',
      call: registered,
      received: report({ status: 'ongoing', startedAt: now }),
      after: { hasChanged: true, change: { status: 'ongoing', startedAt: now, nextCheckAt: minutes(1 / 6) } },
    },
    {
      what: 'a call that has ended is asked about until it is analysed and its transcript is known',
      call: registered,
      received: report({
        status: 'ended',
        disconnectionReason: 'user_hangup',
        endedAt: now,
        durationMs: 5000,
      }),
      after: { hasChanged: true, change: { status: 'ended', durationMs: 5000, nextCheckAt: minutes(5 / 6) } },
    },
    {
      what: 'a call that nobody answered is asked about once more after a day, for its cost',
      call: registered,
      received: report({ status: 'not_connected', disconnectionReason: 'dial_busy' }),
      after: { hasChanged: true, change: { disposition: 'busy', nextCheckAt: minutes(26 * 60) } },
    },
    {
      what: 'a call whose analysis has not come after a day is given up',
      call: attempt({
        status: 'ended',
        durationMs: 5000,
        retellCallId: 'call_1',
        requestedAt: minutes(-26 * 60),
      }),
      received: report({ status: 'ended' }),
      after: { hasChanged: false, change: { nextCheckAt: null } },
    },
    {
      what: 'an older response that arrives last changes nothing',
      call: attempt({ status: 'ended', retellCallId: 'call_1' }),
      received: report({ status: 'ongoing' }),
      after: { hasChanged: false, change: { status: 'ended' } },
    },
    {
      what: 'a webhook makes asking rarer, even if it says nothing new',
      call: attempt({ status: 'ongoing', retellCallId: 'call_1' }),
      received: report({ status: 'ongoing', isPushed: true }),
      after: { hasChanged: false, change: { webhookAt: now, nextCheckAt: minutes(2) } },
    },
    {
      what: 'a call that has ended, and of which webhooks come, is asked about should the last one get lost',
      call: attempt({ status: 'ongoing', retellCallId: 'call_1', webhookAt: minutes(-1) }),
      received: report({ status: 'ended', durationMs: 5000, isPushed: true }),
      after: { hasChanged: true, change: { status: 'ended', webhookAt: now, nextCheckAt: minutes(3) } },
    },
    {
      what: 'a call that is still open after a day is not asked about again, and is otherwise unchanged',
      call: attempt({ status: 'ongoing', retellCallId: 'call_1', requestedAt: minutes(-24 * 60) }),
      received: report({ status: 'ongoing' }),
      after: { hasChanged: false, change: { nextCheckAt: null } },
    },
  ])('$what', ({ call, received, after }) => {
    expect(afterReport(call, undefined, received, now)).toMatchObject(after);
  });
});

describe('a claim', () => {
  const gone = () => true;
  const alive = () => false;

  it.each([
    { what: 'without an end', claim: { owner: 'a', until: null }, isGone: alive, abandoned: true },
    { what: 'whose lease has expired', claim: { owner: 'a', until: now }, isGone: alive, abandoned: true },
    {
      what: 'still leased',
      claim: { owner: 'a', until: minutes(1) },
      isGone: alive,
      abandoned: false,
    },
    { what: 'whose owner is gone', claim: { owner: 'a', until: minutes(1) }, isGone: gone, abandoned: true },
    { what: 'without an owner', claim: { owner: null, until: minutes(1) }, isGone: gone, abandoned: false },
  ])('$what: abandoned $abandoned', ({ claim, isGone, abandoned }) => {
    expect(isAbandoned(claim, now, isGone)).toBe(abandoned);
  });
});
