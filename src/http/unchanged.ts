import { randomUUID } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import type { Store } from '../operations/ports/store.ts';
import type { RequestEnv } from './app-type.ts';

/** How many URLs are remembered for each database, and how long a body may be to be kept, in characters: 13 MB in all. */
const mostRemembered = 100;
const longestKept = 128 * 1024;

/** What a database has answered since it last changed. */
class Answers {
  /** Tells apart what servers call the same version, and one server before and after a restart. */
  readonly #id = randomUUID();
  /** The body for each URL that was asked for; null where it is not kept. */
  readonly #bodies = new Map<string, string | null>();
  #version = '';

  etagAt(version: string): string {
    return `"${this.#id}-${version}"`;
  }

  /** Returns the answer of before; null if the URL was asked for, but its answer not kept; undefined if it was not. */
  get(version: string, url: string): string | null | undefined {
    return version === this.#version ? this.#bodies.get(url) : undefined;
  }

  /** Keeps an answer, and forgets those of another version. */
  set(version: string, url: string, body: string | null): void {
    if (version !== this.#version || this.#bodies.size >= mostRemembered) this.#bodies.clear();
    this.#version = version;
    this.#bodies.set(url, body);
  }
}

const known = new WeakMap<Store, Answers>();

function answersOf(store: Store): Answers {
  const answers = known.get(store) ?? new Answers();
  known.set(store, answers);
  return answers;
}

/**
 * Answers a request as before, without reading the list again, while nothing in the database has changed, and with 304 if the client has
 * that answer (RFC 9110, 13.1.2): dashboards ask every few seconds. It is for answers that depend on nothing but the database and the URL.
 */
export const whileUnchanged: MiddlewareHandler<RequestEnv> = async (c, next) => {
  const store = await c.var.profile.session.store();
  const answers = answersOf(store);
  // Read before the list: what is committed in between is in the answer, and the next version leads to a new one.
  const version = await store.version();
  const etag = answers.etagAt(version);
  c.header('ETag', etag);
  c.header('Cache-Control', 'private, no-cache');
  if (names(c.req.header('if-none-match'), etag)) return c.body(null, 304);
  const before = answers.get(version, c.req.url);
  if (typeof before === 'string') return c.body(before, 200, { 'Content-Type': 'application/json' });
  await next();
  if (c.res.status !== 200) return undefined;
  // To read a response back takes a third of what it took to make it: too much where each differs from the one before.
  const body = before === null ? await c.res.clone().text() : null;
  answers.set(version, c.req.url, body !== null && body.length <= longestKept ? body : null);
  return undefined;
};

/** Returns whether a header names a tag, perhaps among others, and weakened by a proxy that compresses. */
function names(header: string | undefined, etag: string): boolean {
  return header?.split(',').some((one) => one.trim().replace(/^W\//, '') === etag) ?? false;
}
