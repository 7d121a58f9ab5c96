import { type SQL, sql } from 'drizzle-orm';
import { callStatuses } from '../../../../domain/calls/call-status.ts';
import { dispositions } from '../../../../domain/calls/outcomes/disposition.ts';
import { clockKinds } from '../../../../domain/contacts/location/callee-clock.ts';

/**
 * The status of a call, for lists by status. An expression, because SQLite would choose an index on the column for every query with
 * a status, and read all calls of that status. https://sqlite.org/expridx.html
 */
export const indexedStatus = sql`(status || '')`;

/** The disposition of a call, for lists by disposition; for the same reason. */
export const indexedDisposition = sql`(disposition || '')`;

/** What a minute of a call has cost, US cents. */
export const centsPerMinute = sql`(cost_cents * 60000.0 / duration_ms)`;

/** Whether a call shows what a minute costs. A short one may be billed for longer than it lasted, and would show too much. */
export const showsRate = sql`cost_cents is not null and duration_ms >= 10000`;

/** The person that a call was to: the contact, or if that has been removed, the number. (drizzle-kit cannot write commas.) */
export const calledPerson = sql`(case when contact_id is null then to_number else contact_id end)`;

/** Added to offsets, so that they are never negative: the minutes of a day. */
export const offsetShift = 1440;

/** The words of facts in `calledFacts`, which has their indexes; their number stands for any other value. */
export const factWords = { status: callStatuses, disposition: dispositions, clock: clockKinds } as const;

/**
 * What came of a call, in one number that reports read from their index: a million rows take a second, and each further column a tenth. It has
 * four bits each for status, disposition, whose clock it is, and success with opting out; then the callee's offset. It has no commas either.
 */
export const calledFacts = sql`(${indexIn('status', factWords.status)}
  + ${indexIn('disposition', factWords.disposition)} * 16
  + ${indexIn('callee_clock', factWords.clock)} * 256
  + (case when success is null then 0 else success + 1 end + (opted_out_at is not null) * 4) * 4096
  + (case when callee_offset is null then 0 else callee_offset end + 1440) * 65536)`;

/** Returns the SQL expression for the index of a column's value among words; their number for any other value. */
function indexIn(column: string, words: readonly string[]): SQL {
  const cases = words.map((word, index) => `when '${word}' then ${index}`);
  return sql.raw(`(case ${column} ${cases.join(' ')} else ${words.length} end)`);
}
