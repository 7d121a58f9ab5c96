import { and, eq, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { Call } from '../../../domain/calls/call.ts';
import type { ReportedAt } from '../../../domain/calls/outcomes/not-dialled.ts';
import { type Attribution, attribute } from '../../../domain/webhooks/attribute-webhook.ts';
import type { AsideReason, NamedAttempt, Webhook } from '../../../domain/webhooks/webhook.ts';
import type { SentCall } from '../../../operations/ports/account-store.ts';
import type { AppliedWebhook } from '../../../operations/ports/webhooks/webhook-store.ts';
import { recordPlaced } from '../calls/claims/record-attempt.ts';
import { keepTranscript } from '../calls/outcomes/transcripts.ts';
import { recordReport } from '../calls/record-report.ts';
import { isUnreadable } from '../calls/set-aside.ts';
import { callRow } from '../calls/update-rows.ts';
import { identityOf } from '../calls/verified/ledger-store.ts';
import { preparedOnce } from '../connection/prepared.ts';
import { calls } from '../schema/call-tables.ts';
import { isWaiting, webhooks } from '../schema/webhook-tables.ts';
import { settleWebhook } from './settle-webhook.ts';

/** They can be read whatever is in the others. */
const attemptColumns = {
  id: calls.id,
  reference: calls.reference,
  toNumber: calls.toNumber,
  accountId: calls.accountId,
  retellCallId: calls.retellCallId,
  setAsideAt: calls.setAsideAt,
  purgedAt: calls.purgedAt,
};

const attemptById = preparedOnce((db) =>
  db
    .select(attemptColumns)
    .from(calls)
    .where(eq(calls.retellCallId, sql.placeholder('retellCallId')))
    .prepare(),
);

const attemptByReference = preparedOnce((db) =>
  db
    .select(attemptColumns)
    .from(calls)
    .where(eq(calls.reference, sql.placeholder('reference')))
    .prepare(),
);

/** Returns which attempt a webhook is about, and where that was sent. */
export function attributionOf(
  db: BetterSQLite3Database,
  { retellCallId, reference, ...named }: NamedAttempt & { retellCallId: string },
): {
  attribution: Attribution;
  call: (SentCall & Pick<typeof calls.$inferSelect, 'setAsideAt' | 'purgedAt'>) | undefined;
} {
  const byId = attemptById(db).get({ retellCallId });
  const byReference = byId || reference === undefined ? undefined : attemptByReference(db).get({ reference });
  const attribution = attribute({ reference, ...named }, { byId, byReference, database: identityOf(db) });
  return { attribution, call: byId ?? byReference };
}

const stateOf = preparedOnce((db) =>
  db
    .select({ id: webhooks.id })
    .from(webhooks)
    .where(and(eq(webhooks.id, sql.placeholder('id')), isWaiting))
    .prepare(),
);

/** Records what a webhook reports, and that it is applied. Does what `WebhookStore` promises. */
export function applyWebhook(
  db: BetterSQLite3Database,
  id: number,
  webhook: Webhook,
  when: ReportedAt,
  mayPlace: boolean,
): AppliedWebhook {
  if (!stateOf(db).get({ id })) return { kind: 'done' };
  const { retellCallId } = webhook.report;
  const { attribution, call } = attributionOf(db, { ...webhook, retellCallId });
  // What was said by a person who was deleted must not stay in the file where it was kept until now.
  if (call?.purgedAt) db.all(sql`pragma secure_delete = on`);
  const setAside = (because: AsideReason): AppliedWebhook => {
    settleWebhook(db, id, { state: 'set_aside', because }, when.now);
    return { kind: 'aside', because };
  };
  if (attribution.kind === 'aside') return setAside(attribution.because);
  if (call?.setAsideAt || isUnreadable(db, attribution.callId)) return setAside('record_unreadable');
  if (attribution.kind === 'placed' && !mayPlace) return { kind: 'not_asked' };
  const applied =
    attribution.kind === 'reported'
      ? { kind: attribution.kind, call: report(db, webhook, when) }
      : recordAsPlaced(db, attribution.callId, webhook, when);
  settleWebhook(db, id, { state: 'applied', because: null }, when.now);
  return applied;
}

/** Records what a webhook says of a call that is known to be placed: the same as if Retell had been asked. */
function report(db: BetterSQLite3Database, { report, transcript }: Webhook, when: ReportedAt) {
  keepTranscript(db, { report, transcript }, when.now);
  return recordReport(db, report, when);
}

/** Records that Retell placed an attempt: the same as if it had been found in Retell's list. */
function recordAsPlaced(
  db: BetterSQLite3Database,
  callId: number,
  webhook: Webhook,
  when: ReportedAt,
): AppliedWebhook {
  const before: Call | undefined = callRow(db, callId);
  if (!before) return { kind: 'done' };
  const recorded = recordPlaced(db, callId, webhook.report, when);
  // What was said can be kept only of a call that has Retell's id. With it, there is less to ask for.
  if (webhook.transcript && recorded.takenBy === undefined) report(db, webhook, when);
  return { kind: 'placed', before, recorded };
}
