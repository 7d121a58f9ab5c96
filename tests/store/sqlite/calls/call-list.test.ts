import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { callStatuses } from '../../../../src/domain/calls/call-status.ts';
import { dispositions } from '../../../../src/domain/calls/outcomes/disposition.ts';
import type { CallFilter } from '../../../../src/operations/ports/outcomes/call-list-store.ts';
import type { CallOrder } from '../../../../src/operations/ports/paging/orders.ts';
import { callLedger } from '../../../../src/store/sqlite/calls/calls.ts';
import { callIdQuery } from '../../../../src/store/sqlite/calls/listing/call-list.ts';
import { type Database, openDatabase } from '../../../../src/store/sqlite/connection/database.ts';
import { migrations } from '../../../operations/calling/due-calls.ts';

/** Enough that some conditions are met by many calls and others by few, as the store tells them apart. */
const count = 7000;

const says = [
  'I want a quote',
  'Please call me back tomorrow',
  'Zoë, das ist schön',
  '東京に行きます',
  'no thanks',
];

interface Row {
  id: number;
  contact: number;
  campaign: number | null;
  agent: string;
  status: string;
  disposition: string | null;
  cost: number | null;
  time: number;
  said: string | undefined;
}

/** Some conditions hold for most calls, some for a few; times repeat, and are not quite in order of id. */
const rows = Array.from({ length: count }, (_, index): Row => {
  const [id, random] = [index + 1, (index * 7919) % 1000];
  const isPlaced = random >= 20;
  return {
    id,
    contact: (index % 900) + 1,
    campaign: random % 3 === 0 ? null : random < 100 ? 2 : 1,
    agent: random % 10 === 0 ? 'agent_b' : 'agent_a',
    status: isPlaced ? 'ended' : 'not_placed',
    disposition: !isPlaced ? null : random < 50 ? 'busy' : random < 400 ? 'no_answer' : 'answered',
    cost: isPlaced ? (random % 40) * 2.5 : null,
    time: Math.floor(index / 3) * 1000 + (index % 11 === 0 ? 5000 : 0),
    said: isPlaced && index % 4 === 0 ? says[random % says.length] : undefined,
  };
});

let database: Database;
beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'voicebot-calls-'));
  database = openDatabase({ path: join(folder, 'voicebot.db'), migrations });
  await database.write((db) => {
    db.run(sql`insert into campaigns (id, name, created_at) values (1, 'one', 0), (2, 'two', 0)`);
    db.run(sql`with recursive n(i) as (select 1 union all select i + 1 from n where i < 900)
      insert into contacts (id, name, phone_number, custom_fields, created_at, updated_at)
      select i, 'C' || i, '+6149158' || printf('%04d', i), '{}', 0, 0 from n`);
    db.run(sql`insert into calls (id, reference, contact_id, campaign_id, attempt, from_number, to_number, agent_id,
        dynamic_variables, status, retell_call_id, disposition, cost_cents, requested_at, updated_at)
      select value ->> 'id', 'r' || (value ->> 'id'), value ->> 'contact', value ->> 'campaign', 1, '+61255501234',
        '+61491580001', value ->> 'agent', '{}', value ->> 'status',
        iif(value ->> 'status' = 'ended', 'call_' || (value ->> 'id'), null), value ->> 'disposition', value ->> 'cost',
        value ->> 'time', 0
      from json_each(${JSON.stringify(rows)})`);
  });
  await database.write((db) => {
    db.run(sql`insert into call_transcripts (call_id, turns, observed_at)
      select value ->> 'id', json_array(json_object('speaker', 'user', 'text', value ->> 'said', 'at', 0)), 0
      from json_each(${JSON.stringify(rows.filter(({ said }) => said !== undefined))})`);
    db.run(
      sql`insert into transcripts_search (rowid, words) select call_id, spoken(turns) from call_transcripts`,
    );
  });
  return () => {
    database.close();
    rmSync(folder, { recursive: true, force: true });
  };
});

/** What a search means here: each is of one word, as it is said. */
const searches: Record<string, RegExp> = {
  quote: /quote/,
  zoe: /Zoë/,
  'SCHÖN Zoë': /schön/,
  '"call me"': /call me/,
  '"me call"': /$^/,
  tomor: /$^/,
  'tomor*': /tomorrow/,
  東京: /東京/,
  京東: /$^/,
  '!!': /$^/,
};

function meets(row: Row, filter: CallFilter): boolean {
  const { search, since, until, minCostCents, maxCostCents } = filter;
  return (
    (filter.status === undefined || row.status === filter.status) &&
    (filter.dispositions === undefined || filter.dispositions.some((name) => name === row.disposition)) &&
    (filter.contactId === undefined || row.contact === filter.contactId) &&
    (filter.campaignId === undefined || row.campaign === filter.campaignId) &&
    (filter.agentId === undefined || row.agent === filter.agentId) &&
    (since === undefined || row.time >= since.getTime()) &&
    (until === undefined || row.time < until.getTime()) &&
    (minCostCents === undefined || (row.cost !== null && row.cost >= minCostCents)) &&
    (maxCostCents === undefined || (row.cost !== null && row.cost <= maxCostCents)) &&
    (search === undefined || (row.said !== undefined && Boolean(searches[search]?.test(row.said))))
  );
}

/** Returns the ids that a filter must give, in order. What a search finds is in order of id. */
function expected(filter: CallFilter, order: CallOrder | undefined): number[] {
  const direction = (order?.descending ?? true) ? -1 : 1;
  const isSearched = filter.search !== undefined && filter.contactId === undefined && order === undefined;
  const values = ({ cost, time, id }: Row) => [
    ...(order?.by === 'costCents' ? [cost ?? Number.NEGATIVE_INFINITY] : []),
    ...(isSearched ? [] : [time]),
    id,
  ];
  const compare = (a: Row, b: Row) => {
    const [left, right] = [values(a), values(b)];
    const index = left.findIndex((value, at) => value !== right[at]);
    return index === -1 ? 0 : direction * ((left[index] ?? 0) < (right[index] ?? 0) ? -1 : 1);
  };
  return rows
    .filter((row) => meets(row, filter))
    .sort(compare)
    .map(({ id }) => id);
}

const maybe = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: undefined, freq: 3 });
const time = fc.integer({ min: -1, max: 2400 }).map((second) => new Date(second * 1000));
const cents = fc.integer({ min: 0, max: 110 });
const filters: fc.Arbitrary<CallFilter> = fc.record({
  status: maybe(fc.constantFrom(...callStatuses)),
  dispositions: maybe(fc.uniqueArray(fc.constantFrom(...dispositions), { minLength: 1, maxLength: 3 })),
  contactId: fc.option(fc.integer({ min: 1, max: 901 }), { nil: undefined, freq: 1 }),
  campaignId: maybe(fc.integer({ min: 1, max: 3 })),
  agentId: maybe(fc.constantFrom('agent_a', 'agent_b', 'agent_c')),
  since: maybe(time),
  until: maybe(time),
  minCostCents: maybe(cents),
  maxCostCents: maybe(cents),
  search: maybe(fc.constantFrom(...Object.keys(searches))),
});
const orders = maybe(
  fc.record({
    by: fc.constantFrom('requestedAt' as const, 'costCents' as const),
    descending: fc.boolean(),
  }),
);

describe('a list of calls', () => {
  it('has every call that meets the filter, once, in order, page by page', async () => {
    const store = callLedger(database);
    const page = fc.record({
      limit: fc.integer({ min: 1, max: 50 }),
      number: fc.integer({ min: 0, max: 60 }),
    });
    await fc.assert(
      fc.asyncProperty(filters, orders, page, async (filter, order, { limit, number }) => {
        const all = expected(filter, order);
        expect(await store.callIds(filter, order)).toEqual(all);
        const offset = limit * number;
        const found = await store.pageOfCalls(filter, { order, limit, offset });
        expect(found.rows.map(({ id }) => id)).toEqual(all.slice(offset, offset + limit));
        expect(found.isMore).toBe(offset + limit < all.length);
        expect(found.total).toBe(all.length);
        if (!found.last) return;
        const following = await store.pageOfCalls(filter, {
          order,
          limit,
          after: found.last,
          isCounted: false,
        });
        expect(following.rows.map(({ id }) => id)).toEqual(all.slice(offset + limit, offset + 2 * limit));
        expect(following.isMore).toBe(offset + 2 * limit < all.length);
      }),
      { numRuns: 150 },
    );
  });

  const many: CallFilter[] = [
    {},
    { dispositions: ['answered'] },
    { dispositions: ['answered', 'no_answer'] },
    { agentId: 'agent_a' },
    { campaignId: 1 },
    { status: 'ended' },
    { since: new Date(0) },
    { since: new Date(0), until: new Date(1e12) },
    { minCostCents: 0 },
    { search: 'quote' },
    { search: 'quote', agentId: 'agent_a', since: new Date(0) },
    { agentId: 'agent_a', dispositions: ['answered'], since: new Date(0), status: 'ended', minCostCents: 0 },
  ];

  it('of many calls is read along an index, and ends with its page', async () => {
    const orders: (CallOrder | undefined)[] = [
      undefined,
      { by: 'requestedAt', descending: false },
      { by: 'costCents', descending: true },
    ];
    const cases = many.flatMap((filter) =>
      orders.filter((order) => !order || filter.search === undefined).map((order) => ({ filter, order })),
    );
    const plans = await database.read((db) =>
      cases.map(({ filter, order }) => {
        const query = callIdQuery(db, filter, order) ?? sql`select 1`;
        const steps = db.all(sql`explain query plan ${query} limit 50`);
        return { filter, order, steps: z.array(z.object({ detail: z.string() })).parse(steps) };
      }),
    );
    const isWrong = /^SCAN calls( USING (COVERING )?INDEX (?!calls_(time|cost)\b).*)?$|B-TREE/;
    const wrong = plans.filter(({ steps }) => steps.some(({ detail }) => isWrong.test(detail)));
    expect(wrong).toEqual([]);
  });
});
