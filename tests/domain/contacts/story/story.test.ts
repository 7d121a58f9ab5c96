import { describe, expect, it } from 'vitest';
import { tellStory } from '../../../../src/domain/contacts/story/story.ts';
import { attempt, minutes, scheduledCall } from '../../calls/states.ts';

/** A scheduled call that was made `at` minutes, and changed for the last time then too unless `changes` say otherwise. */
const made = (id: number, at: number, changes: Parameters<typeof scheduledCall>[0]) =>
  scheduledCall({ id, createdAt: minutes(at), updatedAt: minutes(at), ...changes });

const told = (sources: Partial<Parameters<typeof tellStory>[0]>) =>
  tellStory({
    contact: { createdAt: minutes(0) },
    importedFrom: undefined,
    suppression: undefined,
    scheduledCalls: [],
    calls: [],
    campaigns: new Map(),
    ...sources,
  });

describe('the story of a contact', () => {
  it('begins with where the contact comes from', () => {
    expect(told({})).toEqual([{ at: minutes(0), kind: 'added' }]);
    expect(told({ importedFrom: 'list.csv' })).toEqual([
      { at: minutes(0), kind: 'imported', file: 'list.csv' },
    ]);
  });

  it('tells what happened in order of time, then what is to come, the next first', () => {
    const story = told({
      campaigns: new Map([[1, 'Spring']]),
      scheduledCalls: [
        made(7, 1, { campaignId: 1, status: 'COMPLETED' }),
        made(8, 5, { redialOf: 7, status: 'PENDING', nextAttemptAt: minutes(90), waitsFor: 'call_times' }),
        made(9, 6, { callbackOf: 2, status: 'PENDING', nextAttemptAt: minutes(60) }),
        made(10, 2, { status: 'CANCELLED', updatedAt: minutes(3), errorMessage: 'not wanted' }),
        made(11, 2, { status: 'FAILED', updatedAt: minutes(4) }),
      ],
      calls: [
        attempt({
          id: 2,
          status: 'ended',
          disposition: 'machine',
          summary: 'A tone.',
          requestedAt: minutes(3.5),
        }),
        attempt({ id: 1, status: 'not_placed', errorMessage: 'no credit', requestedAt: minutes(2.5) }),
      ],
      suppression: {
        ...{ phoneNumber: '+61491570006', source: 'call', reason: 'said so', addedBy: null },
        createdAt: minutes(30),
      },
    });
    expect(story).toMatchObject([
      { kind: 'added' },
      { kind: 'scheduled', scheduledCallId: 7, campaign: 'Spring' },
      { kind: 'scheduled', scheduledCallId: 10, campaign: null },
      { kind: 'scheduled', scheduledCallId: 11 },
      { kind: 'not_placed', callId: 1, reason: 'no credit' },
      { kind: 'cancelled', scheduledCallId: 10, reason: 'not wanted' },
      { kind: 'called', callId: 2, disposition: 'machine', summary: 'A tone.' },
      { kind: 'failed', scheduledCallId: 11 },
      { kind: 'redial', scheduledCallId: 8, redialOf: 7 },
      { kind: 'callback', scheduledCallId: 9, callbackOf: 2 },
      { kind: 'do_not_call', source: 'call', reason: 'said so' },
      { kind: 'to_come', scheduledCallId: 9, at: minutes(60) },
      { kind: 'to_come', scheduledCallId: 8, at: minutes(90), waitsFor: 'call_times' },
    ]);
  });

  it('tells what happened at one time in the order in which it must have', () => {
    const story = told({
      scheduledCalls: [made(7, 0, { status: 'PENDING', nextAttemptAt: minutes(-5) })],
      calls: [attempt({ status: 'ongoing', requestedAt: minutes(0) })],
    });
    expect(story.map(({ kind }) => kind)).toEqual(['added', 'scheduled', 'called', 'to_come']);
  });
});
