import { describe, expect, it } from 'vitest';
import { afterReport } from '../../../../src/domain/calls/after-report.ts';
import { afterAccountReport } from '../../../../src/domain/calls/outages/account-outage.ts';
import {
  disconnectionReasons,
  dispositionOf,
} from '../../../../src/domain/calls/outcomes/disconnection-reasons.ts';
import { answeredBy } from '../../../../src/domain/calls/outcomes/disposition.ts';
import { withNotDialled } from '../../../../src/domain/calls/outcomes/not-dialled.ts';
import { specifiedReasons } from '../../../support/retell-specification.ts';
import { attempt, minutes, now, report, scheduledCall } from '../states.ts';

it('every reason of the specification has a meaning', () => {
  expect(Object.keys(disconnectionReasons).sort()).toEqual([...specifiedReasons].sort());
});

it.each([
  {
    status: 'ended',
    disconnectionReason: 'user_hangup',
    inVoicemail: null,
    disposition: 'answered',
    by: 'human',
  },
  {
    status: 'ended',
    disconnectionReason: 'user_hangup',
    inVoicemail: true,
    disposition: 'machine',
    by: 'machine',
  },
  {
    status: 'ended',
    disconnectionReason: 'ivr_reached',
    inVoicemail: false,
    disposition: 'machine',
    by: 'machine',
  },
  {
    status: 'not_connected',
    disconnectionReason: 'dial_busy',
    inVoicemail: null,
    disposition: 'busy',
    by: null,
  },
  { status: 'ended', disconnectionReason: 'solar_flare', inVoicemail: null, disposition: null, by: null },
  { status: 'ended', disconnectionReason: null, inVoicemail: null, disposition: null, by: null },
  { status: 'ongoing', disconnectionReason: 'user_hangup', inVoicemail: true, disposition: null, by: null },
] as const)(
  '$status for $disconnectionReason, voicemail $inVoicemail: $disposition',
  ({ disposition, by, ...call }) => {
    expect(dispositionOf(call)).toBe(disposition);
    expect(answeredBy(disposition)).toBe(by);
  },
);

const placed = attempt({ status: 'registered', retellCallId: 'call_1' });
const completed = scheduledCall({ status: 'COMPLETED', attempts: 1, retellCallId: 'call_1' });
const pending = (attempts: number) => ({
  status: 'PENDING',
  attempts,
  nextAttemptAt: minutes(1),
  retellCallId: null,
});

describe('after a report that a call was not dialled, the scheduled call', () => {
  it.each([
    { what: 'goes back, charged', reason: 'sip_routing_error', expected: pending(1) },
    { what: 'goes back uncharged without a line', reason: 'concurrency_limit_reached', expected: pending(0) },
    { what: 'goes back uncharged without credit', reason: 'no_valid_payment', expected: pending(0) },
    {
      what: 'has failed without an attempt left',
      reason: 'sip_routing_error',
      scheduled: { maxAttempts: 1 },
      expected: { status: 'FAILED', attempts: 1, nextAttemptAt: null },
    },
    {
      what: 'goes back uncharged on its only attempt',
      reason: 'scam_detected',
      scheduled: { maxAttempts: 1 },
      expected: pending(0),
    },
    { what: 'stays cancelled', reason: 'sip_routing_error', scheduled: { status: 'CANCELLED' } },
    { what: 'stays with a later attempt', reason: 'sip_routing_error', scheduled: { callId: 2 } },
    { what: 'stays if it rang', reason: 'dial_busy' },
    { what: 'stays if the number does not exist', reason: 'invalid_destination' },
    { what: 'stays if it was answered', reason: 'no_valid_payment', call: { status: 'ongoing' } },
    { what: 'stays if there was a conversation', reason: 'no_valid_payment', reported: { durationMs: 1 } },
    {
      what: 'stays if Retell lists another call',
      reason: 'sip_routing_error',
      call: { alsoPlacedAs: 'call_2' },
    },
    { what: 'stays if it went back before', reason: 'sip_routing_error', call: { didNotRing: true } },
    { what: 'stays for a reason that is new', reason: 'solar_flare' },
  ] as const)('$what: $reason', (row) => {
    const call = { ...placed, ...('call' in row && row.call) };
    const scheduled = { ...completed, ...('scheduled' in row && row.scheduled) };
    const over = report({
      status: 'error',
      disconnectionReason: row.reason,
      ...('reported' in row && row.reported),
    });
    const dialled = { call: afterReport(call, undefined, over, now).change, scheduled: undefined };
    const after = withNotDialled(call, scheduled, dialled, over, { now, retryDelay: 60_000 });
    if ('expected' in row) expect(after.scheduled).toMatchObject(row.expected);
    else expect(after.scheduled).toBeUndefined();
  });
});

describe('a report on a call', () => {
  const bad = report({ status: 'error', disconnectionReason: 'no_valid_payment' });
  const good = report({ status: 'not_connected', disconnectionReason: 'dial_no_answer' });
  const unsure = report({ status: 'error', disconnectionReason: 'sip_routing_error' });
  const standing = { startedAt: now, endedAt: null, firstRequestedAt: null };
  const over = { startedAt: minutes(-9), endedAt: now, firstRequestedAt: minutes(-5) };

  it.each([
    { what: 'begins an outage', received: bad, latest: undefined, at: -1, outcome: 'begins' },
    { what: 'begins no second one', received: bad, latest: standing, at: 1, outcome: undefined },
    { what: 'begins another after the last one', received: bad, latest: over, at: -1, outcome: 'begins' },
    { what: 'is old if a later call was dialled', received: bad, latest: over, at: -8, outcome: undefined },
    { what: 'ends it', received: good, latest: standing, at: 1, outcome: 'ends' },
    { what: 'says nothing if placed before', received: good, latest: standing, at: -1, outcome: undefined },
    {
      what: 'says nothing if not dialled otherwise',
      received: unsure,
      latest: standing,
      at: 1,
      outcome: undefined,
    },
  ])('of the account $what', ({ received, latest, at, outcome }) => {
    expect(afterAccountReport({ requestedAt: minutes(at) }, received, latest)).toBe(outcome);
  });
});
