import { integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { scopes } from '../../../domain/access/scope.ts';
import { enumText, instant } from './columns/column-types.ts';

/** The tokens with which programs use this database over HTTP. None is deleted: a number is never another token's. */
export const tokens = sqliteTable(
  'tokens',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    /** SHA-256 of the token, hex. The token has 192 random bits, so none can be found from its hash. */
    hash: text('hash').notNull(),
    name: text('name'),
    scope: enumText(scopes)('scope').notNull(),
    createdAt: instant('created_at').notNull(),
    /** Null if it never expires. */
    expiresAt: instant('expires_at'),
    revokedAt: instant('revoked_at'),
    /** When it was last used, to within some minutes. */
    lastUsedAt: instant('last_used_at'),
  },
  (table) => [uniqueIndex('tokens_hash').on(table.hash)],
);
