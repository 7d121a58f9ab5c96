import { z } from 'zod';
import { openSqlite } from '../../../src/store/sqlite/connection/sqlite.ts';

/** Tables and columns that may differ between who is told by webhook and who only asks, and why. */
const left: Readonly<Record<string, readonly string[] | 'all'>> = {
  // Those that came are not what is told in them.
  webhooks: 'all',
  // A full-text index is laid out by the order in which texts came. The texts are compared.
  transcripts_search: 'all',
  // When something was learned, and when Retell is asked next.
  calls: ['webhook_at', 'next_check_at', 'updated_at'],
  call_reports: ['seen'],
  call_transcripts: ['observed_at'],
  scheduled_calls: ['updated_at'],
  callbacks: ['updated_at'],
  ledger: ['last_run_at', 'machine'],
};

const row = z.record(z.string(), z.unknown());

/**
 * Returns all that a database holds, each row as text: with what follows calls named by the call that it follows, as rows are numbered
 * in the order in which it was learned that they are needed.
 */
export function contentsOf(path: string): Record<string, string[]> {
  const db = openSqlite(path, { readonly: true });
  try {
    const names = z
      .array(z.string())
      .parse(
        db
          .prepare(
            "select name from sqlite_master where type = 'table' and name not like 'sqlite_%' order by 1",
          )
          .pluck()
          .all(),
      );
    const rowsOf = (table: string) => z.array(row).parse(db.prepare(`select * from ${table}`).all());
    const scheduled = new Map(rowsOf('scheduled_calls').map((one) => [one['id'], one]));
    const nameOf = (id: unknown): unknown => {
      const one = scheduled.get(id);
      if (one?.['redial_of'] != null) return `redial of ${nameOf(one['redial_of'])}`;
      if (one?.['callback_of'] != null) return `callback of call ${one['callback_of']}`;
      return id;
    };
    const contents: Record<string, string[]> = {};
    for (const table of names) {
      if (isLeft(table)) continue;
      const without = left[table] ?? [];
      contents[table] = rowsOf(table)
        .filter((one) => !(table === 'scheduled_calls' && isNeedlessRedial(one)))
        .map((one) => JSON.stringify(canonical(table, one, without, nameOf)))
        .sort();
    }
    return contents;
  } finally {
    db.close();
  }
}

/**
 * Returns whether a row is a redial that was scheduled when its call ended, and cancelled once the analysis told of more, such as that the
 * person asked to be called back. Who asks only after the analysis never schedules it; who asks before it leaves such a row too.
 */
function isNeedlessRedial(one: Readonly<Record<string, unknown>>): boolean {
  return one['redial_of'] !== null && one['status'] === 'CANCELLED' && one['attempts'] === 0;
}

function isLeft(table: string): boolean {
  return Object.entries(left).some(
    ([name, columns]) => columns === 'all' && (table === name || table.startsWith(`${name}_`)),
  );
}

function canonical(
  table: string,
  one: Readonly<Record<string, unknown>>,
  without: readonly string[] | 'all',
  nameOf: (id: unknown) => unknown,
): unknown {
  const kept = Object.entries(one).filter(([column]) => !without.includes(column));
  const named = kept.map(([column, value]): [string, unknown] => {
    if (table === 'scheduled_calls' && (column === 'id' || column === 'redial_of'))
      return [column, nameOf(value)];
    if (column === 'scheduled_call_id') return [column, nameOf(value)];
    if (table === 'call_reports' && column === 'answer') return [column, asListed(value)];
    if (table === 'callbacks' && column === 'id') return [column, `of call ${one['call_id']}`];
    return [column, value];
  });
  return Object.fromEntries(named);
}

/** A webhook holds what `get-call` does, and a list a little less: Twilio's own id of a call is not in it. */
function asListed(answer: unknown): unknown {
  const { telephony_identifier: _, ...listed } = row.parse(JSON.parse(String(answer)));
  return listed;
}
