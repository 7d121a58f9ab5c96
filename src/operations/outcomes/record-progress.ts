import { calleeOf, followingEvents, notDialledEvent, type RunEvent } from '../calling/run-events.ts';
import type { ReportedCall } from '../ports/call-ledger.ts';

/** Reports that a call has gone on, and what its person said that the operator has to know. */
export function recordProgress(call: ReportedCall, record: (event: RunEvent) => void): void {
  const event = call.notDialled ? notDialledEvent(call.notDialled) : ({ kind: 'changed', call } as const);
  record({ ...calleeOf(call), ...event });
  for (const request of followingEvents(call, call)) record(request);
}
