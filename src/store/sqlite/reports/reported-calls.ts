import { and, type SQL, sql } from 'drizzle-orm';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';
import { callStatuses } from '../../../domain/calls/call-status.ts';
import { dispositions } from '../../../domain/calls/outcomes/disposition.ts';
import { clockKinds } from '../../../domain/contacts/location/callee-clock.ts';
import { type Outcome, outcomeOf } from '../../../domain/reports/outcome.ts';
import { hourOfWeekAt, type ReportedCall } from '../../../domain/reports/reported-call.ts';
import type { ReportSelection } from '../../../operations/ports/outcomes/report-store.ts';
import { calledPerson } from '../schema/call-expressions.ts';
import { calls } from '../schema/call-tables.ts';
import type { LabelsOf } from './labels.ts';

/** Returns the condition that a call belongs to a report. It must not lead to another index than that of reports. */
export function isSelected({ campaignId, since, until }: ReportSelection): SQL | undefined {
  return and(
    campaignId === undefined ? undefined : sql`+${calls.campaignId} = ${campaignId}`,
    since && sql`+${calls.requestedAt} >= ${since.getTime()}`,
    until && sql`+${calls.requestedAt} < ${until.getTime()}`,
  );
}

// A million rows take a second, and each column of them a tenth: what has few values shares one number.
const digit = 16;
const minutesOfDay = 1440;

/** The status, the disposition, whose clock it is, success, opting out and the callee's offset, in one number; see `reportedCall`. */
const packed = sql`${indexIn(calls.status, callStatuses)}
  + ${digit} * (${indexIn(calls.disposition, dispositions)}
  + ${digit} * (${indexIn(calls.calleeClock, clockKinds)}
  + ${digit} * (coalesce(${calls.success} + 1, 0) + 4 * (${calls.optedOutAt} is not null)
  + ${digit} * (coalesce(${calls.calleeOffset}, 0) + ${minutesOfDay}))))`;

/** Returns the query for the calls of a report, person by person. @param label a column to read beside; null for none */
export function queryOf(selection: ReportSelection, label: SQLiteColumn | null): SQL {
  const condition = isSelected(selection);
  return sql`select ${calledPerson}, ${calls.requestedAt}, ${packed}, ${calls.durationMs}, ${calls.costCents},
    ${label ?? sql`null`} from ${calls} ${condition ? sql`where ${condition}` : sql``}
    order by ${calledPerson}, ${calls.requestedAt}`;
}

/** Returns the SQL expression for the index of a column's value among words; their number for any other value. */
function indexIn(column: SQLiteColumn, words: readonly string[]): SQL {
  const cases = words.map((word, index) => sql.raw(`when '${word}' then ${index}`));
  return sql`case ${column} ${sql.join(cases, sql` `)} else ${sql.raw(String(words.length))} end`;
}

/** What came of calls, by the index of their status and that of their disposition. */
const outcomesByIndex: readonly (readonly Outcome[])[] = callStatuses.map((status) =>
  [...dispositions, null].map((disposition) => outcomeOf(status, disposition)),
);

/** Returns a call from a row of the query. */
export function reportedCall(row: readonly unknown[], labelsOf: LabelsOf): ReportedCall {
  const [person, at, numbers, durationMs, costCents, label] = row;
  const requestedAt = Number(at);
  const facts = Number(numbers);
  const marks = Math.floor(facts / digit ** 3) % digit;
  const clock = clockKinds[Math.floor(facts / digit ** 2) % digit] ?? null;
  const offset = Math.floor(facts / digit ** 4) - minutesOfDay;
  const who = typeof person === 'number' ? person : String(person);
  return {
    person: who,
    requestedAt,
    outcome: outcomesByIndex[facts % digit]?.[Math.floor(facts / digit) % digit] ?? 'outcome_unknown',
    success: marks % 4 === 0 ? null : marks % 4 === 2,
    hasOptedOut: marks >= 4,
    hourOfWeek: clock === null ? null : hourOfWeekAt(requestedAt, offset),
    clock,
    durationMs: typeof durationMs === 'number' ? durationMs : null,
    costCents: typeof costCents === 'number' ? costCents : null,
    labels: labelsOf(who, label),
  };
}
