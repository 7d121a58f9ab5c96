import { sql } from 'drizzle-orm';
import {
  type AnySQLiteColumn,
  check,
  index,
  integer,
  sqliteTable,
  text,
  uniqueIndex,
} from 'drizzle-orm/sqlite-core';
import { heldReasons } from '../../../domain/calls/call.ts';
import { callStatuses } from '../../../domain/calls/call-status.ts';
import { scheduledCallStatuses, waitReasons } from '../../../domain/calls/scheduled-call.ts';
import { campaigns } from './campaign-tables.ts';
import { calleeColumns, outcomeColumns } from './columns/call-columns.ts';
import {
  calledFacts,
  calledPerson,
  centsPerMinute,
  indexedDisposition,
  indexedStatus,
  showsRate,
} from './columns/call-expressions.ts';
import { enumText, instant, statusIn, stringMap } from './columns/column-types.ts';
import { contacts } from './contact-tables.ts';
import { accounts } from './ledger-tables.ts';

const waitsFor = enumText(waitReasons);
const waitsForConfirmation = enumText(['retell', 'operator']);
const heldBecause = enumText(heldReasons);

const isOfCampaign = sql`campaign_id is not null`;

export const scheduledCalls = sqliteTable(
  'scheduled_calls',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    contactId: integer('contact_id').references(() => contacts.id, { onDelete: 'set null' }),
    fromNumber: text('from_number').notNull(),
    agentId: text('agent_id').notNull(),
    scheduledTime: instant('scheduled_time').notNull(),
    status: text('status', { enum: scheduledCallStatuses }).notNull(),
    retellCallId: text('retell_call_id'),
    callId: integer('call_id'),
    dynamicVariables: stringMap('dynamic_variables').notNull(),
    errorMessage: text('error_message'),
    attempts: integer('attempts').notNull().default(0),
    maxAttempts: integer('max_attempts').notNull().default(3),
    nextAttemptAt: instant('next_attempt_at'),
    /** When it was next due before it was last cancelled; null if it never was, or by an older voicebot. */
    dueBeforeCancel: instant('due_before_cancel'),
    waitsFor: waitsFor('waits_for'),
    executedAt: instant('executed_at'),
    /** Whether it was planned against a simulator; null if it is from before this column existed. */
    simulated: integer('simulated', { mode: 'boolean' }),
    /** The operator's zone and locale when it was planned, in which the agent says times; null if from before these columns. */
    timezone: text('timezone'),
    locale: text('locale'),
    /** Whether Retell must be asked first if it was ever placed, because its database was restored from a backup. */
    verifyFirst: integer('verify_first', { mode: 'boolean' }).notNull().default(false),
    /** The call times that were chosen for it by name or notation; null if those of the settings count. */
    callTimes: text('call_times'),
    /** Why it may be placed outside the call times, and beyond the cap; null if they hold. */
    outsideHours: text('outside_hours'),
    allowRepeat: text('allow_repeat'),
    /** When it is too late to place it; null if only the settings say so. */
    notAfter: instant('not_after'),
    /** The opening that it waits for outside the call times; null if it waits for nothing, or for something else. */
    opening: instant('opening'),
    /** The time between it and the next call of its plan, ms; null if it is from before this column existed. */
    spacing: integer('spacing_ms'),
    /** The campaign that it was scheduled in; null if it is from before campaigns. */
    campaignId: integer('campaign_id').references(() => campaigns.id),
    /** The scheduled call after whose outcome this one tries the person again; null if the operator scheduled it. */
    redialOf: integer('redial_of').references((): AnySQLiteColumn => scheduledCalls.id),
    /** The call in which the person asked to be called back at this time; null for any other scheduled call. */
    callbackOf: integer('callback_of').references((): AnySQLiteColumn => calls.id),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (table) => [
    index('scheduled_calls_due').on(table.nextAttemptAt, table.id).where(sql`next_attempt_at is not null`),
    index('scheduled_calls_to_verify').on(table.nextAttemptAt, table.id).where(sql`verify_first = 1`),
    index('scheduled_calls_time').on(table.scheduledTime, table.id),
    index('scheduled_calls_status').on(table.status, table.scheduledTime, table.id),
    index('scheduled_calls_contact').on(table.contactId),
    uniqueIndex('scheduled_calls_redial_of').on(table.redialOf).where(sql`redial_of is not null`),
    uniqueIndex('scheduled_calls_callback_of').on(table.callbackOf).where(sql`callback_of is not null`),
    index('scheduled_calls_callbacks').on(table.nextAttemptAt, table.id).where(sql`callback_of is not null`),
    index('scheduled_calls_campaign').on(table.campaignId, table.status, table.contactId).where(isOfCampaign),
    index('scheduled_calls_opening').on(table.opening, table.nextAttemptAt).where(sql`opening is not null`),
    check('scheduled_calls_status_known', statusIn(scheduledCallStatuses)),
    check('scheduled_calls_pending_has_time', sql`(status = 'PENDING') = (next_attempt_at is not null)`),
  ],
);

export const calls = sqliteTable(
  'calls',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    reference: text('reference').notNull(),
    scheduledCallId: integer('scheduled_call_id').references(() => scheduledCalls.id),
    contactId: integer('contact_id').references(() => contacts.id, { onDelete: 'set null' }),
    /** The campaign of its scheduled call; null if it has none. */
    campaignId: integer('campaign_id').references(() => campaigns.id),
    attempt: integer('attempt').notNull(),
    fromNumber: text('from_number').notNull(),
    toNumber: text('to_number').notNull(),
    agentId: text('agent_id').notNull(),
    dynamicVariables: stringMap('dynamic_variables').notNull(),
    status: text('status', { enum: callStatuses }).notNull(),
    retellCallId: text('retell_call_id'),
    errorMessage: text('error_message'),
    waitsFor: waitsForConfirmation('waits_for'),
    heldBecause: heldBecause('held_because'),
    disconnectionReason: text('disconnection_reason'),
    requestedAt: instant('requested_at').notNull(),
    sentAgainAt: instant('sent_again_at'),
    /** How many times its request was sent. */
    sends: integer('sends').notNull().default(1),
    /** Retell's id of a second call under the same reference; null if it lists none. */
    alsoPlacedAs: text('also_placed_as'),
    /** The account that it was sent to; null if it is from before this column existed. */
    accountId: integer('account_id').references(() => accounts.id),
    /** The zone and locale of its variables; null if it is from before these columns existed. */
    timezone: text('timezone'),
    locale: text('locale'),
    /** Whether Retell did not dial, for a reason of our side: no phone rang, and the scheduled call goes on without this attempt. */
    didNotRing: integer('did_not_ring', { mode: 'boolean' }).notNull().default(false),
    /** When it was found that this record cannot be read; null if it can be. */
    setAsideAt: instant('set_aside_at'),
    /** The call times chosen for it, and the reasons given for going beyond the rules; null if there are none. */
    callTimes: text('call_times'),
    outsideHours: text('outside_hours'),
    allowRepeat: text('allow_repeat'),
    ...calleeColumns,
    ...outcomeColumns,
    claimedBy: text('claimed_by'),
    claimedUntil: instant('claimed_until'),
    nextCheckAt: instant('next_check_at'),
    updatedAt: instant('updated_at').notNull(),
  },
  (table) => [
    uniqueIndex('calls_reference').on(table.reference),
    uniqueIndex('calls_retell_call_id').on(table.retellCallId),
    // The promise: at most one attempt of a scheduled call may have made a phone ring.
    uniqueIndex('calls_one_ring')
      .on(table.scheduledCallId)
      .where(sql`status <> 'not_placed' and did_not_ring = 0`),
    index('calls_scheduled_call').on(table.scheduledCallId),
    index('calls_campaign').on(table.campaignId, table.contactId, table.disposition).where(isOfCampaign),
    index('calls_campaign_time').on(table.campaignId, table.requestedAt).where(isOfCampaign),
    index('calls_campaign_cost')
      .on(table.campaignId, table.costCents)
      .where(sql`campaign_id is not null and cost_cents is not null`),
    index('calls_reserved').on(table.campaignId).where(sql`reserved_cents is not null`),
    index('calls_rate').on(table.agentId, centsPerMinute).where(showsRate),
    index('calls_contact').on(table.contactId),
    index('calls_agent').on(table.agentId, table.requestedAt),
    index('calls_time').on(table.requestedAt),
    index('calls_cost').on(table.costCents, table.requestedAt),
    index('calls_status').on(indexedStatus, table.requestedAt),
    index('calls_placed_twice').on(table.id).where(sql`also_placed_as is not null`),
    index('calls_set_aside').on(table.id).where(sql`set_aside_at is not null`),
    index('calls_to_number').on(table.toNumber, table.requestedAt),
    index('calls_claimed').on(table.claimedUntil).where(sql`claimed_by is not null`),
    index('calls_unknown').on(table.nextCheckAt).where(sql`status = 'unknown'`),
    index('calls_did_not_ring').on(table.requestedAt).where(sql`did_not_ring = 1`),
    // Nothing is known yet of a call that is being placed, and so it costs that no write.
    index('calls_disposition').on(indexedDisposition, table.requestedAt).where(sql`disposition is not null`),
    // All that a report adds up, person by person.
    index('calls_report').on(
      ...[calledPerson, table.requestedAt, calledFacts, table.durationMs, table.costCents],
      ...[table.campaignId, table.agentId, table.fromNumber],
    ),
    index('calls_open').on(table.nextCheckAt).where(sql`status in ('registered', 'ongoing')`),
    index('calls_over')
      .on(table.nextCheckAt)
      .where(sql`status in ('ended', 'not_connected', 'error') and next_check_at is not null`),
    check('calls_status_known', statusIn(callStatuses)),
    check(
      'calls_placed_has_retell_id',
      sql`(status in ('placing', 'unknown', 'not_placed')) = (retell_call_id is null)`,
    ),
  ],
);
