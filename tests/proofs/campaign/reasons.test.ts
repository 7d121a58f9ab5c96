import { describe, expect, it } from 'vitest';
import type { SimulatedOutcome } from '../../../src/telephony/simulator/calls/simulated-call.ts';
import { reasonsFor } from './reasons.ts';

const callee = { name: 'Ada', number: '+61491510000', zone: 'Australia/Sydney' };
const [minute, hour] = [60_000, 3_600_000];
const rules = { busy: { delay: 10 * minute, most: 2 }, machine: { delay: 24 * hour, most: 1 } };

/** A Monday at 10:00 in Sydney. */
const began = Date.parse('2026-03-01T23:00:00Z');

type Disposition = SimulatedOutcome['disposition'];

/** A call that was over after a minute, this many minutes after the first. */
function call(minutes: number, disposition: Disposition, more: Partial<SimulatedOutcome> = {}) {
  const createdAt = new Date(began + minutes * minute);
  const at = new Date(createdAt.getTime() + minute);
  return {
    ...({
      callId: `call_${minutes}`,
      status: 'ended',
      fromNumber: '+61255501234',
      toNumber: callee.number,
    } as const),
    ...({ agentId: 'agent_demo', variables: {}, createdAt, reason: 'user_hangup' } as const),
    outcome: {
      ...{
        disposition,
        at,
        costCents: 1,
        successful: false,
        analysedAt: at,
        isTold: true,
        optOut: false,
        callback: null,
      },
      ...more,
    },
  };
}

const callback = (at: string | null) => ({ callback: { words: 'later', at } });

describe('the proof of a campaign sees', () => {
  it.each([
    ['a redial without a rule', [call(0, 'no_answer'), call(60, 'busy')], /without a reason/],
    ['a redial too early', [call(0, 'busy'), call(10, 'busy')], /redial before its time/],
    ['one redial too many', [0, 20, 40, 60].map((at) => call(at, 'busy')), /without a reason \(call_60\)/],
    [
      'a redial by a rule whose budget is spent',
      [call(0, 'busy'), call(20, 'machine'), call(2000, 'busy')],
      /call_2000/,
    ],
    ['a call after an answer', [call(0, 'busy'), call(20, 'answered'), call(40, 'answered')], /call_40/],
    [
      'a call after an opt-out',
      [call(0, 'answered', { optOut: true, ...callback('2026-03-02 12:00') }), call(130, 'busy')],
      /call_130/,
    ],
    [
      'a callback too early',
      [call(0, 'answered', callback('2026-03-02 12:00')), call(119, 'busy')],
      /callback before/,
    ],
    [
      'a callback without a time',
      [call(0, 'answered', callback(null)), call(60, 'busy')],
      /without a reason/,
    ],
    [
      'a callback in closed hours',
      [call(0, 'answered', callback('2026-03-02 20:00')), call(600, 'busy')],
      /without/,
    ],
    ['a fourth attempt', [0, 20, 40, 60].map((at) => call(at, 'our_side')), /call_60/],
  ])('%s', (_, calls, violation) => {
    expect(reasonsFor(callee, calls, rules).violations.join()).toMatch(violation);
  });

  it.each([
    ['a redial', [call(0, 'busy')], 'redial'],
    ['a callback', [call(0, 'answered', callback('2026-03-02 12:00'))], 'callback'],
    ['another attempt', [call(0, 'our_side'), call(20, 'our_side')], 'retry'],
  ])('that %s is missing', (_, calls, kind) => {
    expect(reasonsFor(callee, calls, rules)).toMatchObject({ violations: [], open: { kind } });
  });

  it.each([
    ['a person who was reached at last', [call(0, 'busy'), call(11, 'busy'), call(22, 'answered')]],
    ['a callback that was kept', [call(0, 'answered', callback('2026-03-02 12:00')), call(120, 'busy')]],
    ['attempts that Retell did not dial', [0, 20, 40].map((at) => call(at, 'our_side'))],
    ['a call that Retell never told of', [call(0, 'busy', { isTold: false })]],
  ])('nothing in %s', (_, calls) => {
    expect(reasonsFor(callee, calls, rules)).toMatchObject({ violations: [], open: undefined });
  });
});
