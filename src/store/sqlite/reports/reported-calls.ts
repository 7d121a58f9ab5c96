import { and, type SQL, sql } from 'drizzle-orm';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';
import { type Outcome, outcomeOf } from '../../../domain/reports/outcome.ts';
import { hourOfWeekAt, type ReportedCall } from '../../../domain/reports/reported-call.ts';
import type { ReportSelection } from '../../../operations/ports/outcomes/report-store.ts';
import { calls } from '../schema/call-tables.ts';
import { calledFacts, calledPerson, factWords, offsetShift } from '../schema/columns/call-expressions.ts';
import type { LabelsOf } from './labels.ts';

/** Returns the condition that a call belongs to a report. It must not lead to another index than that of reports. */
export function isSelected({ campaignId, since, until }: ReportSelection): SQL | undefined {
  return and(
    campaignId === undefined ? undefined : sql`+${calls.campaignId} = ${campaignId}`,
    since && sql`+${calls.requestedAt} >= ${since.getTime()}`,
    until && sql`+${calls.requestedAt} < ${until.getTime()}`,
  );
}

/** Returns the query for the calls of a report, person by person. @param label a column to read beside; null for none */
export function queryOf(selection: ReportSelection, label: SQLiteColumn | null): SQL {
  const condition = isSelected(selection);
  const columns = [calledPerson, calls.requestedAt, calledFacts, calls.durationMs, calls.costCents];
  return sql`select ${sql.join(label ? [...columns, label] : columns, sql`, `)} from ${calls}
    ${condition ? sql`where ${condition}` : sql``} order by ${calledPerson}, ${calls.requestedAt}`;
}

/** What came of calls, by the index of their status and that of their disposition. */
const outcomesByIndex: readonly (readonly Outcome[])[] = factWords.status.map((status) =>
  [...factWords.disposition, null].map((disposition) => outcomeOf(status, disposition)),
);

/** Returns a call from a row of the query. */
export function reportedCall(row: readonly unknown[], labelsOf: LabelsOf): ReportedCall {
  const [person, at, numbers, durationMs, costCents, label] = row;
  const requestedAt = Number(at);
  const facts = Number(numbers);
  const marks = (facts >> 12) & 15;
  const clock = factWords.clock[(facts >> 8) & 15] ?? null;
  const offset = (facts >> 16) - offsetShift;
  const who = typeof person === 'number' ? person : String(person);
  return {
    person: who,
    requestedAt,
    outcome: outcomesByIndex[facts & 15]?.[(facts >> 4) & 15] ?? 'outcome_unknown',
    success: marks % 4 === 0 ? null : marks % 4 === 2,
    hasOptedOut: marks >= 4,
    hourOfWeek: clock === null ? null : hourOfWeekAt(requestedAt, offset),
    clock,
    durationMs: typeof durationMs === 'number' ? durationMs : null,
    costCents: typeof costCents === 'number' ? costCents : null,
    labels: labelsOf(who, label),
  };
}
