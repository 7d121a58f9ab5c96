import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import {
  type Answer,
  type KeyedRequest,
  keptFor,
  mostKept,
} from '../../../../src/domain/access/idempotency.ts';
import type { Store } from '../../../../src/operations/ports/store.ts';
import { openStore } from '../../../../src/store/open-store.ts';
import { openSqlite } from '../../../../src/store/sqlite/connection/sqlite.ts';

const migrations = fileURLToPath(new URL('../../../../drizzle', import.meta.url));
const now = new Date('2026-12-08T03:00:00Z');
const answer: Answer = { status: 200, contentType: 'application/json', body: '{"name":"Ada"}' };

/** Opens a store with one token, and returns a way past it. */
async function openWithToken() {
  const folder = mkdtempSync(join(tmpdir(), 'voicebot-store-'));
  const path = join(folder, 'voicebot.db');
  const store = openStore({ path, migrations });
  onTestFinished(() => {
    store.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const { id: tokenId } = await store.addToken({ name: null, scope: 'call', expiresAt: null }, 'x', now);
  const request = (key: string): KeyedRequest => ({ tokenId, key, id: key, fingerprint: key });
  const run = (sql: string) => {
    const db = openSqlite(path);
    const { changes } = db.prepare(sql).run();
    db.close();
    return changes;
  };
  return { store, request, run };
}

const schedule = (store: Store, request: KeyedRequest, at: Date) =>
  store.scheduleCalls([], at, 'error', undefined, request);

it('keys are kept for a day, and then deleted by those that come', async () => {
  const { store, request, run } = await openWithToken();
  for (let n = 0; n < 25; n++) await store.keepAnswer(request(`old ${n}`), answer, now);
  const nextDay = new Date(now.getTime() + keptFor);
  expect(await store.keptRequest(request('old 24'), new Date(nextDay.getTime() - 1))).toMatchObject({
    answer,
  });
  expect(await store.keptRequest(request('old 24'), nextDay)).toBeUndefined();
  // Its key may be used again before its turn to be deleted comes.
  await store.keepAnswer({ ...request('old 24'), id: 'again' }, answer, nextDay);
  expect(await store.keptRequest(request('old 24'), nextDay)).toMatchObject({ id: 'again' });
  for (let n = 0; n < 2; n++) await store.keepAnswer(request(`new ${n}`), answer, nextDay);
  expect(run("delete from kept_requests where key like 'old%' and request_id <> 'again'")).toBe(0);
  expect(run('delete from kept_requests')).toBe(3);
});

it('more keys in a day than are kept are refused, and nothing is done', async () => {
  const { store, request, run } = await openWithToken();
  expect(await schedule(store, request('first'), now)).toMatchObject({ kind: 'scheduled' });
  run(`update sqlite_sequence set seq = ${mostKept - 1} where name = 'kept_requests'`);
  expect(await schedule(store, request('last'), now)).toMatchObject({ kind: 'scheduled' });
  await expect(schedule(store, request('one more'), now)).rejects.toMatchObject({ code: 'too_many_keys' });
  expect(await store.keptRequest(request('one more'), now)).toBeUndefined();
  const nextDay = new Date(now.getTime() + keptFor);
  expect(await schedule(store, request('one more'), nextDay)).toMatchObject({ kind: 'scheduled' });
});

it('an answer is kept by the arrival that was carried out, the first time', async () => {
  const { store, request } = await openWithToken();
  const first = request('one');
  await schedule(store, first, now);
  const refusal: Answer = { status: 409, contentType: 'application/problem+json', body: '{}' };
  expect(await store.keepAnswer({ ...first, id: 'other' }, refusal, now)).toBe('repeated');
  expect(await store.keptRequest(first, now)).toMatchObject({ answer: null, effect: { kind: 'scheduled' } });
  expect(await store.keepAnswer(first, answer, now)).toBe('kept');
  expect(await store.keepAnswer(first, refusal, now)).toBe('kept');
  expect(await store.keptRequest(first, now)).toMatchObject({ answer });
  expect(await schedule(store, { ...first, id: 'later' }, now)).toEqual({ kind: 'repeated' });
});

it('to purge a person deletes the answers, which may name them, and keeps what was done', async () => {
  const { store, request } = await openWithToken();
  await schedule(store, request('one'), now);
  await store.keepAnswer(request('one'), answer, now);
  await store.keepAnswer(request('refused'), { ...answer, status: 409 }, now);
  await store.purgeContact({ id: 99, phoneNumber: '+61491570006' }, now);
  expect(await store.keptRequest(request('one'), now)).toMatchObject({
    ...{ answer: null, effect: { kind: 'scheduled', ids: [] } },
  });
  expect(await store.keptRequest(request('refused'), now)).toBeUndefined();
});
