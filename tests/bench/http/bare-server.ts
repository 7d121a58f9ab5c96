/*
 * The least that a server with Hono can do for the same answers: it reads 20 rows as they are, and writes one row in a durable
 * transaction. No token, no rule, no page. Prints its URL, and exits when standard input closes.
 */
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { z } from 'zod';
import { openSqlite } from '../../../src/store/sqlite/connection/sqlite.ts';

const [path = ''] = process.argv.slice(2);
const db = openSqlite(path);
db.pragma('journal_mode = WAL');
db.pragma('synchronous = FULL');

const list = db.prepare(
  `select s.*, c.name, c.phone_number from scheduled_calls s join contacts c on c.id = s.contact_id
   where s.id > 0 order by s.scheduled_time, s.id limit 20`,
);
const insert = db.prepare(
  `insert into scheduled_calls (contact_id, from_number, agent_id, scheduled_time, status, dynamic_variables, attempts,
     max_attempts, next_attempt_at, created_at, updated_at)
   values (?, '+61255501234', 'agent_demo', ?, 'PENDING', '{}', 0, 3, ?, 0, 0) returning *`,
);
const order = z.object({ contactIds: z.array(z.number()), scheduledTime: z.iso.datetime() });

const app = new Hono();
app.get('/api/scheduled-calls', (c) => c.json({ scheduledCalls: list.all() }));
app.post('/api/scheduled-calls', async (c) => {
  const { contactIds, scheduledTime } = order.parse(await c.req.json());
  const at = Date.parse(scheduledTime);
  const scheduledCalls = db.transaction(() => contactIds.map((id) => insert.get(id, at, at)))();
  return c.json({ success: true, scheduledCalls });
});

db.exec('create table if not exists bare_webhooks (body text not null)');
const keep = db.prepare('insert into bare_webhooks (body) values (?)');
app.post('/webhooks/retell/:profile', async (c) => {
  keep.run(await c.req.text());
  return c.body(null, 204);
});

serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) =>
  process.stdout.write(`http://127.0.0.1:${port}\n`),
);
process.stdin.resume().once('end', () => process.exit());
