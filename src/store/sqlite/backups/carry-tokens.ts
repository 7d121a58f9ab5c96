import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { sqliteCode } from '../connection/sqlite-errors.ts';
import { hasTable } from '../schema/schema-version.ts';

const tokenRows = z.array(
  z.object({
    id: z.number(),
    hash: z.string(),
    name: z.string().nullable(),
    scope: z.string(),
    created_at: z.number(),
    expires_at: z.number().nullable(),
    revoked_at: z.number().nullable(),
    last_used_at: z.number().nullable(),
  }),
);

/** The tokens of a database that is about to be replaced. */
export type OldTokens = z.infer<typeof tokenRows>;

/** Returns the tokens of a database; undefined if they cannot be read. */
export function readTokens(client: Database): OldTokens | undefined {
  try {
    if (!hasTable(client, 'tokens')) return [];
    return tokenRows.safeParse(client.prepare('SELECT * FROM tokens ORDER BY id').all()).data;
  } catch (error) {
    if (sqliteCode(error)) return undefined;
    throw error;
  }
}

/**
 * Brings the tokens of a restored database up to date with those of the one that it replaces: who may use it is no matter of the backup, and what
 * was revoked since must stay so. A token that the backup does not have keeps its number, if that is
 * free.
 *
 * @param old undefined if it is not known which were revoked since
 * @returns how many tokens may be used of which that is not known
 */
export function carryTokens(client: Database, old: OldTokens | undefined, now: Date): number {
  if (old === undefined) return countActive(client, now);
  const update = client.prepare(
    'UPDATE tokens SET revoked_at = coalesce(revoked_at, @revoked_at), last_used_at = @last_used_at WHERE hash = @hash',
  );
  const add = client.prepare(`
    INSERT INTO tokens (id, hash, name, scope, created_at, expires_at, revoked_at, last_used_at)
    VALUES (iif(EXISTS (SELECT 1 FROM tokens WHERE id = @id), NULL, @id),
      @hash, @name, @scope, @created_at, @expires_at, @revoked_at, @last_used_at)`);
  for (const token of old) if (update.run(token).changes === 0) add.run(token);
  return 0;
}

const count = z.object({ active: z.number() });

function countActive(client: Database, now: Date): number {
  const found = client
    .prepare(
      'SELECT count(*) AS active FROM tokens WHERE revoked_at IS NULL AND (expires_at IS NULL OR expires_at > ?)',
    )
    .get(now.getTime());
  return count.parse(found).active;
}
