import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ContactFilter } from '../../../../src/domain/contacts/contact-filter.ts';
import { type ContactOrder, contactOrders } from '../../../../src/operations/ports/paging/orders.ts';
import type { RowKey } from '../../../../src/operations/ports/paging/page.ts';
import { type Database, openDatabase } from '../../../../src/store/sqlite/connection/database.ts';
import { rowsAfter } from '../../../../src/store/sqlite/connection/paging/rows-after.ts';
import { listQuery } from '../../../../src/store/sqlite/contacts/contact-queries.ts';
import { contactStore } from '../../../../src/store/sqlite/contacts/contacts.ts';
import { contacts } from '../../../../src/store/sqlite/schema/contact-tables.ts';
import { migrations } from '../../../operations/calling/due-calls.ts';

let database: Database;
beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'voicebot-pages-'));
  database = openDatabase({ path: join(folder, 'voicebot.db'), migrations });
  // Names repeat, in small and capital letters; every third contact has no e-mail and no plan.
  await database.write((db) =>
    db.run(sql`with recursive n(i) as (select 1 union all select i + 1 from n where i < 60)
      insert into contacts (id, name, phone_number, email, custom_fields, created_at, updated_at)
      select i, iif(i % 2, 'Ada ', 'ada ') || (i % 5), '+6149158' || printf('%04d', (i * 7) % 61),
        iif(i % 3, 'P' || (i % 7) || '@example.com', null), iif(i % 3, json_object('plan', 'p' || (i % 4)), '{}'), 0, 0
      from n`),
  );
  await database.write((db) =>
    db.run(sql`insert into contact_tags (contact_id, tag) select id, 'even' from contacts where id % 2 = 0`),
  );
  return () => {
    database.close();
    rmSync(folder, { recursive: true, force: true });
  };
});

const filters: ContactFilter[] = [{}, { tags: ['even'] }, { search: 'ada' }];
const orders: ContactOrder[] = [...contactOrders, 'customFields.plan' as const].flatMap((by) =>
  [true, false].map((descending) => ({ by, descending })),
);

describe('contacts', () => {
  it('are each read once, in order, when each page begins after the last row of the one before', async () => {
    const store = contactStore(database);
    await store.indexForSearch(() => undefined);
    for (const filter of filters) {
      for (const order of orders) {
        const all = (await store.pageOfContacts(filter, { order })).rows.map(({ id }) => id);
        const read: number[] = [];
        for (let after: RowKey | undefined; ; ) {
          const page = await store.pageOfContacts(filter, { order, limit: 7, after, isCounted: false });
          read.push(...page.rows.map(({ id }) => id));
          if (!page.isMore) break;
          after = page.last;
        }
        expect({ filter, order, read }).toEqual({ filter, order, read: all });
      }
    }
  });

  it('that come and go between two pages move no others', async () => {
    const store = contactStore(database);
    const order = { by: 'name', descending: false } as const;
    const { rows, last } = await store.pageOfContacts({}, { order, limit: 30 });
    await database.write((db) => {
      db.run(sql`insert into contacts (id, name, phone_number, custom_fields, created_at, updated_at)
        values (1001, 'Aaron', '+61491581001', '{}', 0, 0)`);
      db.run(sql`delete from contacts where id = ${rows[29]?.id ?? 0}`);
    });
    const following = await store.pageOfContacts({}, { order, after: last });
    expect(following.rows).toHaveLength(30);
    expect(new Set([...rows, ...following.rows].map(({ id }) => id)).size).toBe(60);
  });

  it('are found from a key on along the index, not past all that come before', async () => {
    const columns = [sql`${contacts.name} collate nocase`, sql`${contacts.id}`];
    const steps = await database.read((db) => {
      const found: string[] = [];
      rowsAfter({ columns, descending: false }, ['b', 7], 10, (isAfter, limit) => {
        const query = listQuery(db, { order: { by: 'name', descending: false }, limit }, isAfter).getSQL();
        found.push(
          ...db
            .values<[number, number, number, string]>(sql`explain query plan ${query}`)
            .map(([, , , step]) => step),
        );
        return [];
      });
      return found.filter((step) => !/contact_tags/.test(step));
    });
    expect(steps[0]).toBe('SEARCH contacts USING INDEX contacts_name (name>?)');
    expect(steps.join()).not.toMatch(/SCAN contacts|B-TREE/);
  });

  it('are not read after a key of another order', async () => {
    const store = contactStore(database);
    for (const after of [[1], [1, 2, 3], [null]])
      await expect(
        store.pageOfContacts({}, { order: { by: 'name', descending: false }, after }),
      ).rejects.toMatchObject({ code: 'invalid_cursor' });
  });
});
