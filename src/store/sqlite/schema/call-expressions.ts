import { sql } from 'drizzle-orm';

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
