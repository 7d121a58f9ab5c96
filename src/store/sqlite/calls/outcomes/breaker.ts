import { and, asc, between, eq, ne, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { Call } from '../../../../domain/calls/call.ts';
import { breakerWindow, describeFailures, failuresAtOnce } from '../../../../domain/campaigns/breaker.ts';
import type { PausedByFailures } from '../../../../operations/ports/call-ledger.ts';
import { campaignOfId } from '../../campaigns/campaign-rows.ts';
import { pause } from '../../campaigns/pause.ts';
import { preparedOnce } from '../../connection/prepared.ts';
import { calls } from '../../schema/call-tables.ts';

const callsBetween = preparedOnce((db) =>
  db
    .select({ requestedAt: calls.requestedAt, disposition: calls.disposition })
    .from(calls)
    .where(
      and(
        eq(calls.campaignId, sql.placeholder('campaignId')),
        between(calls.requestedAt, sql.placeholder('from'), sql.placeholder('to')),
        ne(calls.status, sql`'not_placed'`),
      ),
    )
    .orderBy(asc(calls.requestedAt))
    .prepare(),
);

/**
 * Pauses the campaign of a call that has failed on our side, if enough others have (`failuresAtOnce`).
 *
 * @param call as it is now
 * @returns the campaign, if it was paused
 */
export function breakAfter(
  db: BetterSQLite3Database,
  { campaignId, disposition, requestedAt }: Pick<Call, 'campaignId' | 'disposition' | 'requestedAt'>,
  now: Date,
): PausedByFailures | undefined {
  if (campaignId === null || disposition !== 'our_side') return undefined;
  const campaign = campaignOfId(db, campaignId);
  if (!campaign || campaign.pause || campaign.cancelledAt) return undefined;
  const at = requestedAt.getTime();
  const failures = failuresAtOnce(
    callsBetween(db).all({
      campaignId,
      from: Math.max(at - breakerWindow, campaign.resumedAt?.getTime() ?? 0),
      to: at + breakerWindow,
    }),
  );
  if (!failures) return undefined;
  const reason = describeFailures(failures);
  pause(db, campaignId, { by: 'failures', reason, since: now });
  return { campaignId, name: campaign.name, ...failures };
}
