import type { ForecastCall } from '../domain/calls/forecast/forecast.ts';
import { isoWithOffset, offsetAt } from '../domain/time/local-time.ts';
import type { PlanSummary } from '../operations/scheduling/forecast/plan-ahead.ts';
import { contactParts, type View } from './view.ts';

/** The fields of a call of the plan. */
export const plannedCallView = [
  { name: 'scheduledCallId', value: (row) => row.call.id },
  { name: 'at', value: ringsOrIsDue },
  { name: 'zones', value: (row) => row.location?.zones ?? [] },
  { name: 'local', value: localTime },
  { name: 'contact', value: contactOf, parts: ['id', ...contactParts] },
  { name: 'marks', value: (row) => row.marks },
  { name: 'plannedFor', value: (row) => row.plannedFor },
  { name: 'reason', value: (row) => row.reason },
] as const satisfies View<ForecastCall>;

/** Returns what the calls of a plan come to, as JSON shows it. */
export function planSummaryView(summary: PlanSummary): Record<string, unknown> {
  return { ...summary };
}

/** Returns when a call will ring; when it is due, if it will not. */
export function ringsOrIsDue({ at, call }: ForecastCall): Date {
  return at ?? call.nextAttemptAt;
}

/** Returns the time on the callee's clock, the earliest if there are several; null if it is not known. */
function localTime(row: ForecastCall): string | null {
  const at = ringsOrIsDue(row);
  const [zone] = [...(row.location?.zones ?? [])].sort((a, b) => offsetAt(at, a) - offsetAt(at, b));
  return zone === undefined ? null : isoWithOffset(at, zone);
}

function contactOf({ call: { contact } }: ForecastCall) {
  return contact && { id: contact.id, name: contact.name, phoneNumber: contact.phoneNumber };
}
