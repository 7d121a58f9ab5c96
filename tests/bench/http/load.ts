import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'undici';

/** A request of a load. */
export interface LoadedRequest {
  method: 'GET' | 'POST';
  path: string;
  body?: string;
  headers?: Record<string, string>;
}

/** Clients that send one request after the other, each on a connection of its own. */
const clients = 20;

/**
 * Sends requests as fast as they are answered. All are made before the first is sent: that is the sender's work.
 *
 * @returns ms from the first to the last answer
 */
export async function sendAll(
  url: string,
  count: number,
  requestOf: (n: number) => LoadedRequest,
): Promise<number> {
  const requests = Array.from({ length: count }, (_, n) => requestOf(n)).values();
  const pool = new Pool(url, { connections: clients, pipelining: 1 });
  const client = async () => {
    for (const request of requests) await send(pool, request);
  };
  const startedAt = performance.now();
  await Promise.all(Array.from({ length: clients }, client));
  const ms = performance.now() - startedAt;
  await pool.close();
  return ms;
}

/**
 * Sends so many requests a second, whether or not those before are answered.
 *
 * @returns how long 99 of 100 answers took at most, ms
 */
export async function sendPaced(
  url: string,
  { perSecond, seconds }: { perSecond: number; seconds: number },
  requestOf: (n: number) => LoadedRequest,
): Promise<number> {
  const pool = new Pool(url, { connections: 200, pipelining: 1 });
  const took: number[] = [];
  const startedAt = performance.now();
  const pending: Promise<void>[] = [];
  for (let n = 0; n < perSecond * seconds; ) {
    const isDue = ((performance.now() - startedAt) / 1000) * perSecond;
    for (; n < isDue && n < perSecond * seconds; n++) {
      // From when it was due, so that a stall counts for all whom it keeps waiting.
      const due = startedAt + (n / perSecond) * 1000;
      pending.push(send(pool, requestOf(n)).then(() => void took.push(performance.now() - due)));
    }
    await sleep(1);
  }
  await Promise.all(pending);
  await pool.close();
  return took.toSorted((a, b) => a - b)[Math.floor(took.length * 0.99)] ?? Number.POSITIVE_INFINITY;
}

async function send(pool: Pool, request: LoadedRequest): Promise<void> {
  const { statusCode, body } = await pool.request(request);
  if (statusCode === 200 || statusCode === 204) return body.dump({ limit: Number.POSITIVE_INFINITY });
  throw new Error(`${request.method} ${request.path} got ${statusCode}: ${await body.text()}`);
}
