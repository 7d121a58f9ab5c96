import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { openSqlite } from '../../../src/store/sqlite/connection/sqlite.ts';
import type { Random } from '../../../src/telephony/simulator/calls/random.ts';
import type { Testbed } from '../testbed/testbed.ts';
import { pick } from './faults.ts';

const columns = ['dynamic_variables', 'held_because'] as const;

const row = z.object({ reference: z.string(), value: z.string().nullable() });

/** Records in the ledger that were damaged by hand, past the program, and how they were. */
export class Damage {
  readonly #testbed: Testbed;
  readonly #damaged: { reference: string; column: string; value: string | null }[] = [];

  constructor(testbed: Testbed) {
    this.#testbed = testbed;
  }

  /** Damages one record that no process has claimed, if any: preferably of an unconfirmed call. */
  inflict(random: Random): void {
    const column = pick(random, columns);
    const found = this.#change((db) => {
      const chosen = row.safeParse(
        db
          .prepare(
            `select reference, ${column} as value from calls where claimed_by is null and status <> 'not_placed'
             order by status = 'unknown' desc, id desc limit 1`,
          )
          .get(),
      ).data;
      if (chosen) db.prepare(`update calls set ${column} = '{' where reference = ?`).run(chosen.reference);
      return chosen;
    });
    if (found) this.#damaged.push({ ...found, column });
  }

  /** Puts the records right, as an operator would from a backup. A restored database may not have them any more. */
  repair(): void {
    this.#change((db) => {
      for (const { reference, column, value } of this.#damaged.reverse())
        db.prepare(`update calls set ${column} = ? where reference = ?`).run(value, reference);
    });
  }

  #change<T>(change: (db: Database) => T): T {
    const db = openSqlite(this.#testbed.database, { timeout: 10_000, fileMustExist: true });
    try {
      return db.transaction(change).immediate(db);
    } finally {
      db.close();
    }
  }
}
