import { sql } from 'drizzle-orm';
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { scopes } from '../../../domain/access/scope.ts';
import { calls } from './call-tables.ts';
import { enumText, idList, instant } from './columns/column-types.ts';

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

/** Requests with an `Idempotency-Key`, for a day: what each did, and how it was answered. */
export const keptRequests = sqliteTable(
  'kept_requests',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    tokenId: integer('token_id')
      .notNull()
      .references(() => tokens.id),
    key: text('key').notNull(),
    /** The arrival that was carried out. */
    requestId: text('request_id').notNull(),
    /** A hash of method, path and body. */
    fingerprint: text('fingerprint').notNull(),
    keptAt: instant('kept_at').notNull(),
    /** The attempt that it made. An attempt that was not sent is deleted, and its key is free again. */
    callId: integer('call_id').references(() => calls.id, { onDelete: 'cascade' }),
    /** The calls that it scheduled. */
    scheduledIds: idList('scheduled_ids'),
    /** Its answer; null until it was kept. */
    status: integer('status'),
    contentType: text('content_type'),
    body: text('body'),
  },
  (table) => [
    uniqueIndex('kept_requests_key').on(table.tokenId, table.key),
    index('kept_requests_age').on(table.keptAt),
    index('kept_requests_call').on(table.callId).where(sql`call_id is not null`),
  ],
);
