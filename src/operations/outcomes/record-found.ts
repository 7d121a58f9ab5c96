import { idTaken, placedTwice } from '../../domain/calls/after-attempt.ts';
import type { Call } from '../../domain/calls/call.ts';
import type { CallReport } from '../../domain/calls/outcomes/report.ts';
import { calleeOf, followingEvents, notDialledEvent, type RunEvent } from '../calling/run-events.ts';
import type { RecordedPlaced } from '../ports/claim-store.ts';

/**
 * Reports that Retell placed an unconfirmed call after all, and what its person said that the operator has to know; or that it says so of
 * another.
 */
export function recordFound(
  call: Call,
  report: CallReport,
  recorded: RecordedPlaced,
  record: (event: RunEvent) => void,
): void {
  const callee = calleeOf(call);
  const { retellCallId, alsoPlacedAs } = report;
  const { notDialled, takenBy } = recorded;
  if (takenBy !== undefined) {
    record({ ...callee, kind: 'still_unknown', reason: idTaken(retellCallId, takenBy) });
    return;
  }
  record({ ...callee, ...(notDialled ? notDialledEvent(notDialled) : { kind: 'found', report }) });
  for (const request of followingEvents(call, recorded)) record(request);
  if (alsoPlacedAs)
    record({ ...callee, kind: 'placed_twice', reason: placedTwice(retellCallId, alsoPlacedAs) });
}
