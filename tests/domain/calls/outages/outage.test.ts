import { describe, expect, it } from 'vitest';
import {
  admissionDuring,
  type FirstCall,
  isReportedAgain,
  stands,
} from '../../../../src/domain/calls/outages/outage.ts';
import { minutes, now } from '../states.ts';

const firstCall = (status: FirstCall['status'], changes: Partial<FirstCall> = {}): FirstCall => ({
  status,
  waitsFor: null,
  requestedAt: minutes(-1),
  ...changes,
});

describe('how many calls may be claimed', () => {
  it('all, if no outage stands', () => {
    expect(admissionDuring([], now)).toBe('all');
  });

  it.each([
    { what: 'before any went first', first: undefined, noResponse: 'one', account: 'one' },
    {
      what: 'while the first is being sent',
      first: firstCall('placing'),
      noResponse: 'none',
      account: 'none',
    },
    {
      what: 'while Retell is asked about the first',
      first: firstCall('unknown', { waitsFor: 'retell' }),
      noResponse: 'none',
      account: 'none',
    },
    {
      what: 'once the first is left to the operator',
      first: firstCall('unknown', { waitsFor: 'operator' }),
      noResponse: 'one',
      account: 'one',
    },
    { what: 'once the first was refused', first: firstCall('not_placed'), noResponse: 'one', account: 'one' },
    { what: 'while the first rings', first: firstCall('registered'), noResponse: 'one', account: 'none' },
    { what: 'once the first has failed', first: firstCall('error'), noResponse: 'one', account: 'one' },
    {
      what: 'once the first has been open for a day, and is not asked about again',
      first: firstCall('registered', { requestedAt: minutes(-24 * 60) }),
      noResponse: 'one',
      account: 'one',
    },
  ] as const)('$what: $noResponse after lost responses, $account for the account', (row) => {
    expect(admissionDuring([{ kind: 'no_response', firstCall: row.first }], now)).toBe(row.noResponse);
    expect(admissionDuring([{ kind: 'account', firstCall: row.first }], now)).toBe(row.account);
  });

  it('none, if one of two outages waits for its answer', () => {
    const ringing = firstCall('registered');
    const both = [
      { kind: 'no_response', firstCall: undefined },
      { kind: 'account', firstCall: ringing },
    ] as const;
    expect(admissionDuring(both, now)).toBe('none');
  });

  it('none, while Retell asks to wait', () => {
    expect(admissionDuring([{ kind: 'throttled', firstCall: undefined }], now)).toBe('none');
  });
});

it.each([
  { what: 'one without an end', startedAt: minutes(-600), until: null, is: true },
  { what: 'a wait', startedAt: minutes(-5), until: minutes(1), is: true },
  { what: 'a wait that is over', startedAt: minutes(-5), until: now, is: false },
  {
    what: 'a wait that began later by a clock that was set back',
    startedAt: minutes(1),
    until: minutes(6),
    is: false,
  },
])('$what stands: $is', ({ startedAt, until, is }) => {
  expect(stands({ startedAt, until }, now)).toBe(is);
});

it.each([
  { reportedAt: now, again: false },
  { reportedAt: minutes(-59), again: false },
  { reportedAt: minutes(-60), again: true },
  { reportedAt: minutes(30), again: false },
])('the operator is told again after an hour: $again', ({ reportedAt, again }) => {
  expect(isReportedAgain({ reportedAt }, now)).toBe(again);
});
