import type { LeftOut, PlannedCalls } from '../../../../operations/scheduling/plan-calls.ts';

/** Returns who is left out, for the JSON of the result. */
export function leftOutView(leftOut: readonly LeftOut[]): Record<string, unknown> {
  if (leftOut.length === 0) return {};
  return {
    leftOut: leftOut.map(({ contact, code }) => ({
      contactId: contact.id,
      reason: code.replaceAll('_', ' '),
    })),
  };
}

/** Returns the calls that moved into the call times, and those outside the usual hours, for the JSON of the result. */
export function hoursView({ moved, outsideHours }: PlannedCalls): Record<string, unknown> {
  return {
    ...(moved.length > 0
      ? {
          moved: moved.map(({ contact, at, movedFrom }) => ({
            contactId: contact.id,
            plannedFor: movedFrom,
            at,
          })),
        }
      : {}),
    ...(outsideHours.length > 0
      ? {
          outsideHours: outsideHours.map(({ contact, at, reason }) => ({
            contactId: contact.id,
            at,
            reason,
          })),
        }
      : {}),
  };
}
