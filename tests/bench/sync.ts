import { copyFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { openSqlite } from '../../src/store/sqlite/connection/sqlite.ts';
import type { Benchmark, Measurement } from './benchmark.ts';
import { createFilled, voicebot } from './databases/filled-database.ts';

/** As many as voicebot asks about in one request, and the pauses between its requests, after the first six, ms. */
const perRequest = 500;
const burst = 6;
const pause = 800;

const listBody = z.object({
  filter_criteria: z.object({ call_id: z.object({ value: z.array(z.string()) }) }),
});

/** A stand-in for Retell whose calls nobody has answered: of any other, a transcript must be fetched. */
async function openList() {
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const ids = listBody.parse(JSON.parse(body)).filter_criteria.call_id.value;
      const items = ids.map((call_id) => ({
        call_id,
        call_type: 'phone_call',
        call_status: 'not_connected',
        disconnection_reason: 'dial_no_answer',
        agent_id: 'agent_demo',
        agent_version: 1,
        metadata: { voicebot_reference: call_id },
        call_cost: { product_costs: [], combined_cost: 0.5 },
        latency: { e2e: { p50: 800, values: Array.from({ length: 100 }, (_, index) => index) } },
      }));
      response.setHeader('Content-Type', 'application/json');
      response.end(JSON.stringify({ items, has_more: false }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  return { url: `http://127.0.0.1:${port}`, close: () => server.close() };
}

/** Measures how long it takes to bring open calls up to date, without the pauses that Retell's limits ask for. */
export const sync: Benchmark = async function* ({ quick, folder }) {
  const calls = quick ? 2000 : 10_000;
  const open = await createFilled(join(folder, 'open.db'), { contacts: 0, pending: 0, calls: 0 });
  fillOpen(open, calls);
  const list = await openList();
  const copy = join(folder, 'copy.db');
  const onCopy = (run: () => Promise<Measurement>) => async () => {
    copyFileSync(open, copy);
    const measurement = await run().finally(() => {
      for (const suffix of ['', '-wal', '-shm']) rmSync(`${copy}${suffix}`, { force: true });
    });
    return measurement;
  };
  const pauses = Math.max(0, calls / perRequest - burst) * pause;
  try {
    yield {
      what: `bring ${calls.toLocaleString('en')} open calls up to date`,
      rounds: 3,
      ours: {
        name: 'voicebot calls sync, less pauses',
        run: onCopy(async () => {
          const { ms, ...more } = await voicebot(copy, ['calls', 'sync'], list.url);
          return { ms: ms - pauses, ...more };
        }),
      },
      rivals: [
        {
          name: 'fetch and better-sqlite3, a status each',
          run: onCopy(() => bareSync(copy, list.url)),
          goal: 15,
        },
      ],
      mostMegabytes: 300,
    };
  } finally {
    list.close();
  }
};

/** Fills a database with calls that were in progress a minute ago. */
function fillOpen(path: string, count: number): void {
  const db = openSqlite(path);
  db.prepare(
    `with recursive n(i) as (select 1 union all select i + 1 from n where i < ?)
    insert into calls (reference, attempt, from_number, to_number, agent_id, dynamic_variables, status, retell_call_id,
      requested_at, next_check_at, updated_at)
    select 'vb_' || i, 1, '+61255501234', '+614' || (90000000 + i), 'agent_demo', '{}', 'ongoing', 'call_' || i, ?, ?, ? from n`,
  ).run(count, Date.now() - 60_000, Date.now(), Date.now());
  db.exec('PRAGMA wal_checkpoint(truncate)');
  db.close();
}

/** Does the least: asks for as many at once, and writes each status. */
async function bareSync(path: string, url: string): Promise<Measurement> {
  const began = performance.now();
  const db = openSqlite(path);
  const ids = db.prepare('select retell_call_id from calls').pluck().all();
  const update = db.prepare('update calls set status = ?, disconnection_reason = ? where retell_call_id = ?');
  const page = z.object({
    items: z.array(
      z.object({ call_id: z.string(), call_status: z.string(), disconnection_reason: z.string() }),
    ),
  });
  for (let from = 0; from < ids.length; from += perRequest) {
    const value = ids.slice(from, from + perRequest);
    const body = JSON.stringify({ filter_criteria: { call_id: { type: 'enum', op: 'in', value } } });
    const response = await fetch(`${url}/v3/list-calls`, { method: 'POST', body });
    const { items } = page.parse(await response.json());
    db.transaction(() => {
      for (const item of items) update.run(item.call_status, item.disconnection_reason, item.call_id);
    })();
  }
  db.close();
  return { ms: performance.now() - began };
}
