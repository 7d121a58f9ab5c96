import { describe, expect, it } from 'vitest';
import type { Decision } from '../../../src/domain/calls/gates/gate.ts';
import type { AwaitedCall } from '../../../src/domain/calls/scheduling/already-awaited.ts';
import {
  decideRestore,
  type SinceCancel,
  timeOfRestored,
  whyNotRestorable,
} from '../../../src/domain/calls/scheduling/restore.ts';
import { scheduledCall } from './states.ts';

const now = new Date('2026-11-26T22:00:00Z');
const inAnHour = new Date('2026-11-26T23:00:00Z');
const reader = { zone: 'Australia/Sydney', locale: 'en-AU' };
const nothing: SinceCancel = {
  awaited: [],
  cancelledCampaign: null,
  isReached: false,
  isStillAskedFor: true,
};
const awaited = (changes: Partial<AwaitedCall>): AwaitedCall => ({
  id: 12,
  contactId: 3,
  status: 'PENDING',
  scheduledTime: inAnHour,
  nextAttemptAt: inAnHour,
  waitsFor: null,
  ...changes,
});
const inDays = (days: number) => new Date(inAnHour.getTime() + days * 86_400_000);

describe('a cancelled call', () => {
  const call = scheduledCall({ status: 'CANCELLED' });
  const wait: Decision = { kind: 'wait', until: inAnHour, waitsFor: 'call_times', reason: 'it is night' };
  it.each<
    [string, { at?: Date; decision?: Decision; since?: Partial<SinceCancel>; redialOf?: number }, string]
  >([
    ['comes back for its time', {}, 'restore'],
    ['comes back if it only has to wait', { decision: wait }, 'restore'],
    ['not at a time gone by', { at: new Date(now.getTime() - 1) }, 'time_in_past'],
    ['not now, as it could not be scheduled for now', { at: now }, 'time_in_past'],
    [
      'not if a rule forbids it',
      { decision: { kind: 'refuse', code: 'do_not_call', reason: 'x' } },
      'do_not_call',
    ],
    [
      'not if nothing can be decided',
      { decision: { ...wait, kind: 'undecided', cause: null } },
      'call_undecided',
    ],
    ['not in a cancelled campaign', { since: { cancelledCampaign: 'Spring' } }, 'campaign_cancelled'],
    ['not as a redial of a person who was reached', { redialOf: 4, since: { isReached: true } }, 'reached'],
    ['but as a call that is no redial', { since: { isReached: true } }, 'restore'],
    ['not as a callback that is no longer wanted', { since: { isStillAskedFor: false } }, 'withdrawn'],
    ['not beside another call to the person', { since: { awaited: [awaited({})] } }, 'already_scheduled'],
    [
      'not beside one that is being placed',
      { since: { awaited: [awaited({ status: 'IN_PROGRESS', nextAttemptAt: null })] } },
      'already_scheduled',
    ],
    [
      'but beside one on another day',
      { since: { awaited: [awaited({ nextAttemptAt: inDays(1) })] } },
      'restore',
    ],
    ['but beside a call to someone else', { since: { awaited: [awaited({ contactId: 4 })] } }, 'restore'],
  ])('%s', (_, { at = inAnHour, decision = { kind: 'place' }, since, redialOf = null }, expected) => {
    const verdict = decideRestore(
      { ...call, redialOf },
      { ...nothing, ...since },
      { at, now, decision, reader },
    );
    expect(verdict.kind === 'refuse' ? verdict.code : verdict.kind).toBe(expected);
  });

  it('is due again when it was before, or when the operator says', () => {
    const [scheduledTime, dueBeforeCancel] = [inDays(1), inDays(2)];
    expect(timeOfRestored({ scheduledTime, dueBeforeCancel }, undefined)).toEqual(dueBeforeCancel);
    expect(timeOfRestored({ scheduledTime, dueBeforeCancel: null }, undefined)).toEqual(scheduledTime);
    expect(timeOfRestored({ scheduledTime, dueBeforeCancel }, inDays(3))).toEqual(inDays(3));
  });

  it('is told from others in plain words', () => {
    expect(whyNotRestorable('PENDING')).toBe('is scheduled');
    expect(whyNotRestorable('COMPLETED')).toBe('is COMPLETED, not CANCELLED');
  });
});
