import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import type { ContactQuery } from '../../../../src/operations/ports/contact-store.ts';
import { contactOrders } from '../../../../src/operations/ports/paging/orders.ts';
import { type Database, openDatabase } from '../../../../src/store/sqlite/connection/database.ts';
import { listQuery } from '../../../../src/store/sqlite/contacts/contact-queries.ts';
import { contactStore } from '../../../../src/store/sqlite/contacts/contacts.ts';
import { migrations } from '../../../operations/calling/due-calls.ts';

describe('the queries of contacts list', () => {
  it('scan no contacts, whatever the filter, the order and the page', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'voicebot-plans-'));
    const database = openDatabase({ path: join(folder, 'voicebot.db'), migrations });
    onTestFinished(() => {
      database.close();
      rmSync(folder, { recursive: true, force: true });
    });
    await contactStore(database).indexForSearch(() => undefined);
    const filtered: ContactQuery[] = [
      { tags: ['vip'] },
      { tags: ['đại lý', 'vip'] },
      { search: 'p1' },
      { search: '0491 570 006', limit: 50 },
      { where: [{ field: 'plan', value: 'gold' }] },
      { search: 'p1', tags: ['vip'], limit: 50 },
      { afterId: 100, limit: 50 },
    ];
    const orders = contactOrders.flatMap((by) => [true, false].map((descending) => ({ by, descending })));
    const sorted = orders
      .filter(({ by }) => by !== 'id')
      .flatMap((order): ContactQuery[] => [
        { order, limit: 50 },
        { order, limit: 50, offset: 50 },
      ]);
    const plans = async (queries: ContactQuery[], isWrong: RegExp) =>
      Promise.all(
        queries.map(async (one) => ({
          query: one,
          wrong: (await planOf(database, one)).filter((line) => isWrong.test(line)),
        })),
      );
    const right = (queries: ContactQuery[]) => queries.map((one) => ({ query: one, wrong: [] }));
    expect(await plans(filtered, /^SCAN contacts\b/)).toEqual(right(filtered));
    const filteredAndSorted = orders.flatMap((order): ContactQuery[] => [
      { search: 'p1', order, limit: 50 },
      { tags: ['vip'], order, limit: 50 },
    ]);
    expect(await plans(filteredAndSorted, /^SCAN contacts\b/)).toEqual(right(filteredAndSorted));
    // A page of a sorted list is read from the index without sorting.
    expect(await plans(sorted, /^SCAN contacts$|B-TREE/)).toEqual(right(sorted));
  });
});

/** Returns the steps with which SQLite would run a query. */
function planOf(database: Database, query: ContactQuery): Promise<string[]> {
  const plan = z.array(z.object({ detail: z.string() }));
  return database.read((db) =>
    plan
      .parse(db.all(sql`explain query plan ${listQuery(db, query).getSQL()}`))
      .map(({ detail }) => detail)
      // Except for sorting the tags of each contact.
      .filter((detail) => !/contact_tags/.test(detail)),
  );
}
