import { calleeOf, notDialledEvent, optedOutEvent, type RunEvent } from '../calling/run-events.ts';
import type { ReportedCall } from '../ports/call-ledger.ts';

/** Reports that a call has gone on, and whether its person asked not to be called again. */
export function recordProgress(call: ReportedCall, record: (event: RunEvent) => void): void {
  const event = call.notDialled ? notDialledEvent(call.notDialled) : ({ kind: 'changed', call } as const);
  record({ ...calleeOf(call), ...event });
  if (call.optOut) record({ ...calleeOf(call), ...optedOutEvent(call.optOut) });
}
