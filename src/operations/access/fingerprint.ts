import { createHash } from 'node:crypto';

/**
 * Returns a hash of what a request asks for. Two bodies that say the same have the same hash, whatever the order of their keys: clients
 * that repeat a request may write it in another way.
 *
 * @param body as parsed from JSON
 * @returns undefined if it is nested more than a hundred deep, as no real request is
 */
export function fingerprintOf(method: string, path: string, body: unknown): string | undefined {
  if (!isShallow(body, deepest)) return undefined;
  return createHash('sha256')
    .update(`${method} ${path}\n${JSON.stringify(sorted(body))}`)
    .digest('hex');
}

/** How deep a body may be nested. */
const deepest = 100;

/** Whether a value is nested no deeper than this. */
function isShallow(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return levels > 0 && Object.values(value).every((part) => isShallow(part, levels - 1));
}

/** Pairs instead of objects: an object would put keys that are numbers first, and could not hold `__proto__`. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const pairs = Object.entries(value).map(([key, part]): [string, unknown] => [key, sorted(part)]);
  return { object: pairs.sort(([a], [b]) => (a < b ? -1 : 1)) };
}
