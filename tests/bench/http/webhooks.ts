import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { openSqlite } from '../../../src/store/sqlite/connection/sqlite.ts';
import { signature } from '../../../src/telephony/simulator/webhooks/webhook-sender.ts';
import type { Benchmark } from '../benchmark.ts';
import { createFilled } from '../databases/filled-database.ts';
import { type LoadedRequest, sendAll } from './load.ts';
import { type BenchedServer, startBare, startOurs } from './servers.ts';

/** How many webhooks must be durable within a second of their coming. */
const goal = 2000;

const events = ['call_started', 'call_ended', 'call_analyzed'] as const;

/** Measures how fast webhooks are taken, while those before are applied, beside the least that keeps them durably with Hono. */
export const webhooks: Benchmark = async function* ({ quick, folder }) {
  const seconds = quick ? 1 : 3;
  const rounds = 3;
  // One round does not count.
  const calls = Math.ceil((goal * seconds * (rounds + 1)) / events.length);
  const database = await createFilled(join(folder, 'webhooks.db'), { contacts: 1000, pending: 0, calls });
  placeNow(database);
  const copy = join(folder, 'bare.db');
  copyFileSync(database, copy);
  const [ours, bare] = [await startOurs(database), await startBare(copy)];
  const take = (server: BenchedServer) => {
    const webhook = webhookMaker();
    return () => sendAll(server.url, goal * seconds, webhook);
  };
  const [takeOurs, takeBare] = [take(ours), take(bare)];
  try {
    yield {
      what: `take ${goal * seconds} webhooks`,
      rounds,
      ours: {
        name: 'voicebot serve',
        run: async () => ({ ms: await takeOurs(), megabytes: ours.megabytes() }),
      },
      rivals: [
        { name: 'bare Hono and better-sqlite3', goal: 8, run: async () => ({ ms: await takeBare() }) },
      ],
      mostMs: seconds * 1000,
      mostMegabytes: 300,
    };
  } finally {
    ours.close();
    bare.close();
  }
};

/** Makes the calls of a database such that have just been placed. */
function placeNow(database: string): void {
  const db = openSqlite(database);
  const inAnHour = Date.now() + 3_600_000;
  db.prepare(
    `update calls set status = 'registered', requested_at = ?, next_check_at = ?, started_at = null, ended_at = null,
       duration_ms = null, disposition = null`,
  ).run(Date.now(), inAnHour);
  db.close();
}

/** Returns the webhooks of one call after another, each once: as it begins, as it ends, with what was said, and with its analysis. */
function webhookMaker(): () => LoadedRequest {
  let count = 0;
  const start = Date.now() - 60_000;
  return () => {
    const [event = 'call_ended', n] = [
      events[count % events.length],
      Math.floor(count++ / events.length) + 1,
    ];
    const id = String(n).padStart(32, '0');
    const call = {
      ...{ call_id: `call_${id}`, call_type: 'phone_call', agent_id: 'agent_demo', start_timestamp: start },
      ...{
        call_status: event === 'call_started' ? 'ongoing' : 'ended',
        metadata: { voicebot_reference: id },
      },
      ...(event !== 'call_started' && ended(start)),
      ...(event === 'call_analyzed' && { call_analysis: analysis }),
    };
    const body = JSON.stringify({ event, call });
    const headers = {
      'Content-Type': 'application/json',
      'X-Retell-Signature': signature(body, 'key_of_the_benchmark', Date.now()),
    };
    return { method: 'POST', path: '/webhooks/retell/default', headers, body };
  };
}

const analysis = { call_summary: 'They agreed to meet.', in_voicemail: false, call_successful: true };

const words = 'Good morning this is a short talk about nothing that matters much to anybody'.split(' ');

const turns = Array.from({ length: 8 }, (_, turn) => ({
  role: turn % 2 ? 'user' : 'agent',
  content: words.join(' '),
  words: words.map((word, index) => ({ word, start: turn * 7 + index / 2, end: turn * 7 + index / 2 + 0.4 })),
}));

const ended = (start: number) => ({
  ...{ end_timestamp: start + 55_000, duration_ms: 55_000, disconnection_reason: 'user_hangup' },
  ...{ transcript_object: turns, call_cost: { combined_cost: 12.5, product_costs: [] } },
});
