import { and, asc, eq, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import { noExceptions } from '../../../../domain/calls/gates/policy.ts';
import type { ScheduledCallDraft, ScheduledCallStatus } from '../../../../domain/calls/scheduled-call.ts';
import { alreadyAwaited, type IfScheduled } from '../../../../domain/calls/scheduling/already-awaited.ts';
import type { NewCampaign } from '../../../../domain/campaigns/campaign.ts';
import type {
  CancelResult,
  RetryResult,
  ScheduleResult,
} from '../../../../operations/ports/scheduled-call-store.ts';
import { noteAgents } from '../../campaigns/agents.ts';
import { addCampaign } from '../../campaigns/campaign-rows.ts';
import { placeholderFor, preparedOnce } from '../../connection/prepared.ts';
import { scheduledCalls } from '../../schema/call-tables.ts';
import { awaitedCalls } from './awaited-calls.ts';

/** The next few calls in order of time, of all or of one campaign. */
interface NextPending {
  next: number;
  campaignId?: number;
}

/** Inserts scheduled calls, except to contacts who already wait for one, if so requested; in a new campaign, if there is to be one. */
export function schedule(
  db: BetterSQLite3Database,
  drafts: Iterable<ScheduledCallDraft>,
  now: Date,
  ifScheduled: IfScheduled,
  newCampaign?: NewCampaign,
): ScheduleResult {
  const awaited = alreadyAwaited(drafts, awaitedCalls(db, contactsOf(drafts)), now);
  if (awaited.length > 0 && ifScheduled === 'error') return { kind: 'refused', awaited };
  const skipped = new Set(ifScheduled === 'skip' ? awaited.map(({ contactId }) => contactId) : []);
  const ids: number[] = [];
  // One object for all of them: each of its own would take a kilobyte.
  const values: Record<string, unknown> = { now, campaignId: null };
  let campaign: { id: number; name: string } | undefined;
  for (const draft of drafts) {
    if (skipped.has(draft.contactId)) continue;
    if (newCampaign && !campaign) {
      campaign = addCampaign(db, newCampaign, now);
      if (newCampaign.maxCostCents !== null) noteAgents(db, [draft.agentId]);
      values['campaignId'] = campaign.id;
    }
    Object.assign(values, noRules, draft);
    ids.push(Number(insertPending(db).run(values).lastInsertRowid));
  }
  return { kind: 'scheduled', ids, awaited, campaign };
}

const noRules = { ...noExceptions, notAfter: null, spacing: null };

const contactsOf = (drafts: Iterable<ScheduledCallDraft>) => Array.from(drafts, ({ contactId }) => contactId);

const insertPending = preparedOnce((db) =>
  db
    .insert(scheduledCalls)
    .values({
      contactId: sql.placeholder('contactId'),
      fromNumber: sql.placeholder('fromNumber'),
      agentId: sql.placeholder('agentId'),
      scheduledTime: sql.placeholder('scheduledTime'),
      dynamicVariables: sql.placeholder('dynamicVariables'),
      maxAttempts: sql.placeholder('maxAttempts'),
      simulated: placeholderFor(scheduledCalls.simulated, 'simulated'),
      timezone: sql.placeholder('timezone'),
      locale: sql.placeholder('locale'),
      callTimes: sql.placeholder('callTimes'),
      outsideHours: sql.placeholder('outsideHours'),
      allowRepeat: sql.placeholder('allowRepeat'),
      notAfter: placeholderFor(scheduledCalls.notAfter, 'notAfter'),
      spacing: sql.placeholder('spacing'),
      campaignId: sql.placeholder('campaignId'),
      status: 'PENDING',
      nextAttemptAt: sql.placeholder('scheduledTime'),
      createdAt: sql.placeholder('now'),
      updatedAt: sql.placeholder('now'),
    })
    .prepare(),
);

/** Cancels the calls with these ids that are `PENDING`, or the `next` ones in order of time. */
export function cancel(
  db: BetterSQLite3Database,
  which: readonly number[] | NextPending,
  now: Date,
): CancelResult {
  const ids = 'next' in which ? nextPending(db, which) : which;
  const { matching, others, missing } = partition(db, ids, 'PENDING');
  db.update(scheduledCalls)
    .set({
      ...{ status: 'CANCELLED', nextAttemptAt: null, waitsFor: null, opening: null, updatedAt: now },
      // SQLite reads what it was before this update.
      dueBeforeCancel: sql`${scheduledCalls.nextAttemptAt}`,
    })
    .where(isOneOf(matching))
    .run();
  return { cancelled: matching, notPending: others, missing };
}

/** Gives new attempts to the calls with these ids that are `FAILED`. */
export function retry(
  db: BetterSQLite3Database,
  ids: readonly number[],
  { at, newAttempts, now }: { at: Date; newAttempts: number; now: Date },
): RetryResult {
  const { matching, others, missing } = partition(db, ids, 'FAILED');
  db.update(scheduledCalls)
    .set({
      status: 'PENDING',
      nextAttemptAt: at,
      maxAttempts: sql`${scheduledCalls.attempts} + ${newAttempts}`,
      waitsFor: null,
      opening: null,
      // The operator wants it all the same.
      notAfter: null,
      executedAt: null,
      updatedAt: now,
    })
    .where(isOneOf(matching))
    .run();
  return { retried: matching, notFailed: others, missing };
}

/** Returns the SQL condition that id is in `ids`, passed as one JSON parameter. */
function isOneOf(ids: readonly number[]) {
  return sql`${scheduledCalls.id} in (select value from json_each(${JSON.stringify(ids)}))`;
}

/** Splits ids into calls with the wanted status, calls with another, and unknown ids, each in their order. */
function partition<S extends ScheduledCallStatus>(
  db: BetterSQLite3Database,
  ids: readonly number[],
  wanted: S,
) {
  const found = db
    .select({ id: scheduledCalls.id, status: scheduledCalls.status })
    .from(scheduledCalls)
    .where(isOneOf(ids))
    .all();
  const statuses = new Map(found.map(({ id, status }) => [id, status]));
  const matching: number[] = [];
  const others: { id: number; status: Exclude<ScheduledCallStatus, S> }[] = [];
  const missing: number[] = [];
  const isOther = (status: ScheduledCallStatus): status is Exclude<ScheduledCallStatus, S> =>
    status !== wanted;
  for (const id of ids) {
    const status = statuses.get(id);
    if (status === undefined) missing.push(id);
    else if (isOther(status)) others.push({ id, status });
    else matching.push(id);
  }
  return { matching, others, missing };
}

function nextPending(db: BetterSQLite3Database, { next, campaignId }: NextPending): number[] {
  const rows = db
    .select({ id: scheduledCalls.id })
    .from(scheduledCalls)
    .where(
      campaignId === undefined
        ? eq(scheduledCalls.status, 'PENDING')
        : // The `+` keeps SQLite from using the index of status: a million calls of other campaigns may be PENDING.
          and(eq(scheduledCalls.campaignId, campaignId), sql`+${scheduledCalls.status} = 'PENDING'`),
    )
    .orderBy(asc(scheduledCalls.scheduledTime), asc(scheduledCalls.id))
    .limit(next)
    .all();
  return rows.map(({ id }) => id);
}
