import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Benchmark } from '../benchmark.ts';
import { createFilled } from '../databases/filled-database.ts';
import { beside } from './beside.ts';
import { type LoadedRequest, sendAll, sendPaced } from './load.ts';
import { createToken, startBare, startOurs } from './servers.ts';
import { whileOthersWork } from './while-others-work.ts';

/** What a second must suffice for: lists of 20, and requests that schedule a call. */
const goals = { lists: 3000, schedules: 500 };

/** Measures the server beside the least that does the same with Hono and better-sqlite3. */
export const serve: Benchmark = async function* ({ quick, folder }) {
  const seconds = quick ? 1 : 3;
  const contacts = 20_000;
  const database = await createFilled(join(folder, 'serve.db'), { contacts, pending: 5000, calls: 0 });
  const copy = join(folder, 'bare.db');
  copyFileSync(database, copy);
  const token = createToken(database);
  const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' };
  const list = (): LoadedRequest => ({ method: 'GET', path: '/api/scheduled-calls?limit=20', headers });
  // What is asked for again while nothing changes is not read again.
  let asked = 0;
  const otherList = () => ({ ...list(), path: `/api/scheduled-calls?limit=20&asked=${asked++}` });
  const schedule = scheduler(headers);
  const servers = { ours: await startOurs(database), bare: await startBare(copy) };
  try {
    yield beside(servers, `answer ${goals.lists * seconds} lists of 20 calls`, {
      ...{ goal: 8, mostMs: seconds * 1000 },
      run: ({ url }) => sendAll(url, goals.lists * seconds, list),
    });
    yield beside(servers, `answer ${goals.lists * seconds} such lists, each of another URL`, {
      ...{ goal: 8, mostMs: Number.POSITIVE_INFINITY },
      run: ({ url }) => sendAll(url, goals.lists * seconds, otherList),
    });
    yield beside(servers, `schedule ${goals.schedules * seconds} calls, each by a request`, {
      ...{ goal: 8, mostMs: seconds * 1000 },
      run: ({ url }) => sendAll(url, goals.schedules * seconds, schedule),
    });
    // Within three seconds, a single pause of 45 ms would be more than 1 in 100.
    const paced = quick ? 1 : 10;
    const pace = { perSecond: goals.lists / 2, seconds: paced };
    yield beside(servers, `99 of 100 lists, at ${pace.perSecond} a second`, {
      ...{ goal: 20, mostMs: 50 },
      run: ({ url }) => sendPaced(url, pace, list),
    });
    const slower = { perSecond: goals.schedules / 2, seconds: paced };
    yield beside(servers, `99 of 100 requests that schedule, at ${slower.perSecond} a second`, {
      ...{ goal: 20, mostMs: 50 },
      run: ({ url }) => sendPaced(url, slower, schedule),
    });
    yield* whileOthersWork(servers, { list, otherList, schedule, headers, quick });
  } finally {
    servers.ours.close();
    servers.bare.close();
  }
};

/** Returns requests that each schedule a call to another contact, a day after that contact's last. */
function scheduler(headers: Record<string, string>): () => LoadedRequest {
  let count = 0;
  return () => {
    const contact = (count++ % 14_000) + 6000;
    const at = Date.UTC(2090, 0, 1 + 2 * Math.floor(count / 14_000));
    const body = { contactIds: [contact], scheduledTime: new Date(at).toISOString(), ifScheduled: 'again' };
    return { method: 'POST', path: '/api/scheduled-calls', headers, body: JSON.stringify(body) };
  };
}
