import type { Call } from '../../calls/call.ts';
import type { ScheduledCall, WaitsFor } from '../../calls/scheduled-call.ts';
import type { Contact } from '../contact.ts';
import type { Suppression, SuppressionSource } from '../suppression/suppression.ts';

/** What happened to a contact, or is to come, at one time. Calls that were scheduled are named by their ids. */
export type StoryEvent = { at: Date } & (
  | { kind: 'added' }
  /** `file` is the label of the list. */
  | { kind: 'imported'; file: string }
  /** The entry of the do-not-call list that covers its number. */
  | { kind: 'do_not_call'; source: SuppressionSource; reason: string | null }
  /** By the operator, by a rule after a call that reached nobody, or because the person asked for it in a call. */
  | { kind: 'scheduled'; scheduledCallId: number; scheduledTime: Date; campaign: string | null }
  | { kind: 'redial'; scheduledCallId: number; scheduledTime: Date; redialOf: number }
  | { kind: 'callback'; scheduledCallId: number; scheduledTime: Date; callbackOf: number }
  | ({ kind: 'called'; callId: number; scheduledCallId: number | null } & Pick<
      Call,
      'status' | 'disposition' | 'durationMs' | 'costCents' | 'summary'
    >)
  /** No phone rang. */
  | { kind: 'not_placed'; callId: number; scheduledCallId: number | null; reason: string | null }
  | { kind: 'cancelled' | 'failed'; scheduledCallId: number; reason: string | null }
  | { kind: 'to_come'; scheduledCallId: number; campaign: string | null; waitsFor: WaitsFor | null }
);

/** What a story is told from. */
export interface StorySources {
  contact: Pick<Contact, 'createdAt'>;
  /** The label of the list that the contact was imported from; undefined if it was added by hand. */
  importedFrom: string | undefined;
  suppression: Suppression | undefined;
  scheduledCalls: readonly ScheduledCall[];
  calls: readonly Call[];
  /** The names of their campaigns, by id. */
  campaigns: ReadonlyMap<number, string>;
}

/** Tells what happened to a contact in order of time, and then what is to come, the next first. */
export function tellStory({
  contact,
  importedFrom,
  suppression,
  scheduledCalls,
  calls,
  campaigns,
}: StorySources): StoryEvent[] {
  const { createdAt: at } = contact;
  const nameOf = ({ campaignId }: ScheduledCall) =>
    campaignId === null ? null : (campaigns.get(campaignId) ?? null);
  const happened: StoryEvent[] = [
    importedFrom === undefined ? { at, kind: 'added' } : { at, kind: 'imported', file: importedFrom },
    ...scheduledCalls.map((call) => madeEvent(call, nameOf(call))),
    ...calls.map(attemptEvent),
    ...scheduledCalls.flatMap(endEvent),
    ...(suppression ? [doNotCallEvent(suppression)] : []),
  ];
  const toCome = scheduledCalls.flatMap((call) => toComeEvent(call, nameOf(call)));
  return [...inOrder(happened), ...inOrder(toCome)];
}

function doNotCallEvent({ createdAt: at, source, reason }: Suppression): StoryEvent {
  return { at, kind: 'do_not_call', source, reason };
}

/** Of two events at one time, the one that is first here comes first. */
function inOrder(events: readonly StoryEvent[]): StoryEvent[] {
  return [...events].sort((a, b) => a.at.getTime() - b.at.getTime());
}

function madeEvent(call: ScheduledCall, campaign: string | null): StoryEvent {
  const { id: scheduledCallId, scheduledTime, redialOf, callbackOf, createdAt: at } = call;
  const made = { at, scheduledCallId, scheduledTime };
  if (callbackOf !== null) return { ...made, kind: 'callback', callbackOf };
  if (redialOf !== null) return { ...made, kind: 'redial', redialOf };
  return { ...made, kind: 'scheduled', campaign };
}

function attemptEvent(call: Call): StoryEvent {
  const { id: callId, scheduledCallId, requestedAt: at, status, errorMessage: reason } = call;
  if (status === 'not_placed') return { at, kind: 'not_placed', callId, scheduledCallId, reason };
  const { disposition, durationMs, costCents, summary } = call;
  return {
    ...{ at, kind: 'called', callId, scheduledCallId },
    ...{ status, disposition, durationMs, costCents, summary },
  };
}

function endEvent({ id, status, updatedAt, errorMessage }: ScheduledCall): StoryEvent[] {
  if (status !== 'CANCELLED' && status !== 'FAILED') return [];
  const kind = status === 'CANCELLED' ? 'cancelled' : 'failed';
  return [{ at: updatedAt, kind, scheduledCallId: id, reason: errorMessage }];
}

function toComeEvent({ id, nextAttemptAt, waitsFor }: ScheduledCall, campaign: string | null): StoryEvent[] {
  return nextAttemptAt
    ? [{ at: nextAttemptAt, kind: 'to_come', scheduledCallId: id, campaign, waitsFor }]
    : [];
}
