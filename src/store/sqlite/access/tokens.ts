import { asc, eq, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { AccessToken } from '../../../domain/access/access-token.ts';
import type { TokenStore } from '../../../operations/ports/access/token-store.ts';
import type { Database } from '../connection/database.ts';
import { preparedOnce } from '../connection/prepared.ts';
import { tokens } from '../schema/access-tables.ts';

/** Returns the tokens of an open database. */
export function tokenStore(database: Database): TokenStore {
  return {
    addToken: (token, hash, now) =>
      database.write((db) =>
        db
          .insert(tokens)
          .values({ ...token, hash, createdAt: now })
          .returning(columns)
          .get(),
      ),
    accessTokens: () => database.read((db) => db.select(columns).from(tokens).orderBy(asc(tokens.id)).all()),
    tokenWithHash: (hash) => database.read((db) => tokenOfHash(db).get({ hash })),
    revokeToken: (id, now) => database.write((db) => revoke(db, id, now)),
    noteTokenUse: (id, now) =>
      database.write((db) => void db.update(tokens).set({ lastUsedAt: now }).where(eq(tokens.id, id)).run()),
  };
}

const columns = {
  id: tokens.id,
  name: tokens.name,
  scope: tokens.scope,
  createdAt: tokens.createdAt,
  expiresAt: tokens.expiresAt,
  revokedAt: tokens.revokedAt,
  lastUsedAt: tokens.lastUsedAt,
};

/** Asked for every request. */
const tokenOfHash = preparedOnce((db) =>
  db
    .select(columns)
    .from(tokens)
    .where(eq(tokens.hash, sql.placeholder('hash')))
    .prepare(),
);

function revoke(db: BetterSQLite3Database, id: number, now: Date): AccessToken | undefined {
  return db
    .update(tokens)
    .set({ revokedAt: sql`coalesce(${tokens.revokedAt}, ${now.getTime()})` })
    .where(eq(tokens.id, id))
    .returning(columns)
    .get();
}
