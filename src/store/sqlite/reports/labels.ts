import { asc, type SQL, sql } from 'drizzle-orm';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';
import type { Grouping } from '../../../domain/reports/groupings.ts';
import type { ReportedCall } from '../../../domain/reports/reported-call.ts';
import { calls } from '../schema/call-tables.ts';
import { contactTags } from '../schema/contact-tables.ts';

/** Returns the labels of a call. @param label the value of the column that was read for them */
export type LabelsOf = (person: ReportedCall['person'], label: unknown) => readonly string[];

/** Returns the column that holds what calls are grouped by, null for none, and how their labels follow. */
export function labelling(
  by: Grouping,
  rows: (query: SQL) => Iterator<unknown[]>,
): { column: SQLiteColumn | null; labelsOf: LabelsOf } {
  if (by === 'tag') return { column: null, labelsOf: tagsInOrder(rows) };
  const columns: Partial<Record<Grouping, SQLiteColumn>> = {
    agent: calls.agentId,
    'from-number': calls.fromNumber,
  };
  return { column: columns[by] ?? null, labelsOf: eachOnce() };
}

const none: readonly string[] = [];

/** Labels of few values: the same array each time for the same one. */
function eachOnce(): LabelsOf {
  const known = new Map<string, readonly string[]>();
  return (_, label) => {
    if (typeof label !== 'string') return none;
    const labels = known.get(label) ?? [label];
    known.set(label, labels);
    return labels;
  };
}

/** The tags of contacts, read beside their calls, which come in the same order: by id. Tags differ by more than the case of letters. */
function tagsInOrder(rows: (query: SQL) => Iterator<unknown[]>): LabelsOf {
  const { contactId, tag } = contactTags;
  const all = rows(
    sql`select ${contactId}, ${tag} from ${contactTags} order by ${asc(contactId)}, ${asc(tag)}`,
  );
  const spellings = new Map<string, string>();
  let next = all.next();
  let current: { person: ReportedCall['person']; tags: readonly string[] } | undefined;
  return (person) => {
    if (current?.person === person) return current.tags;
    const tags: string[] = [];
    // Numbers of removed contacts come last, and have none.
    for (; !next.done && Number(next.value[0]) <= Number(person); next = all.next()) {
      if (next.value[0] !== person) continue;
      const text = String(next.value[1]);
      const key = text.toLowerCase();
      const spelling = spellings.get(key) ?? text;
      spellings.set(key, spelling);
      tags.push(spelling);
    }
    current = { person, tags };
    return tags;
  };
}
