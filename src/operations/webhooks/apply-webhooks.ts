import { placedTwice } from '../../domain/calls/after-attempt.ts';
import type { Call } from '../../domain/calls/call.ts';
import { Problem } from '../../domain/problem.ts';
import type { Webhook } from '../../domain/webhooks/webhook.ts';
import { RunAccount } from '../accounts/run-account.ts';
import type { Calling } from '../calling/calling.ts';
import { requireOriginal } from '../calling/ledger/require-original.ts';
import { calleeOf, followingEvents, type RunEvent } from '../calling/run-events.ts';
import { keepRecordings } from '../outcomes/keep-recordings.ts';
import { recordFound } from '../outcomes/record-found.ts';
import { recordProgress } from '../outcomes/record-progress.ts';
import { reportedAt } from '../outcomes/reported-at.ts';
import type { RecordedPlaced } from '../ports/claim-store.ts';
import type { KeptWebhook } from '../ports/webhooks/webhook-store.ts';

/** What applying webhooks needs. */
type Applying = Calling & { account: RunAccount };

interface ApplyOptions {
  record: (event: RunEvent) => void;
  /** Once it aborts, no more are applied. */
  signal: AbortSignal;
  /** Called between batches, with how long the last one took, ms. */
  pause?: (took: number) => Promise<unknown>;
}

/** How many are applied together, in one transaction: so few that a server which does it answers others in between. */
const perBatch = 20;

/** The maximum number of recordings to fetch for one batch; the rest is fetched by the next run. */
const recordingsPerBatch = 5;

/**
 * Applies the webhooks that were kept, by the same rules as what Retell answers when it is asked. Any number of processes may do so at once: each
 * webhook is applied once. One that cannot be applied now, because Retell must first be asked whose account it is, stays.
 *
 * @returns how many were settled
 * @throws Problem if the database cannot be written, or Retell cannot be asked about some; the others have been tried
 */
export async function applyWebhooks(
  applying: Applying,
  { record, signal, pause }: ApplyOptions,
): Promise<number> {
  let settled = 0;
  let failed: PromiseRejectedResult | undefined;
  for (let after = 0; !signal.aborted; ) {
    const kept = await applying.store.receivedWebhooks(perBatch, after);
    const startedAt = performance.now();
    const last = kept.at(-1);
    if (!last) break;
    after = last.id;
    const results = await Promise.allSettled(kept.map((one) => applyOne(one, applying, record)));
    const applied = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
    settled += applied.length;
    const ids = [...new Set(applied.flatMap((id) => id ?? []))];
    await keepRecordings(applying, ids, { record, limit: recordingsPerBatch, signal });
    failed ??= results.find((result) => result.status === 'rejected');
    await pause?.(performance.now() - startedAt);
  }
  if (failed) throw failed.reason;
  return settled;
}

/**
 * Applies the webhooks that were kept, outside of a run.
 *
 * @throws Problem as {@link applyWebhooks}; `database_is_copy`, `database_replaced`
 */
export async function applyReceived(calling: Calling, options: ApplyOptions): Promise<number> {
  await requireOriginal(calling);
  return applyWebhooks({ ...calling, account: new RunAccount(calling) }, options);
}

/** Applies one webhook. @returns Retell's id of the call that it was about; undefined if it was about none */
async function applyOne(
  kept: KeptWebhook,
  applying: Applying,
  record: (event: RunEvent) => void,
): Promise<string | undefined> {
  const { store, clock } = applying;
  const read = (await applying.telephony()).readWebhook(kept.text ?? '', kept.receivedAt);
  if (read.kind !== 'webhook') {
    await store.setWebhookAside(kept.id, { state: 'unreadable' }, clock.now());
    return undefined;
  }
  try {
    return await applyRead(kept.id, read.webhook, applying, record);
  } catch (error) {
    if (error instanceof Problem) throw error;
    // Whatever is wrong with this one must keep neither the others nor a run from being carried out.
    await store.setWebhookAside(kept.id, { state: 'failed' }, clock.now());
    return undefined;
  }
}

async function applyRead(
  id: number,
  webhook: Webhook,
  applying: Applying,
  record: (event: RunEvent) => void,
): Promise<string | undefined> {
  const { store, account, clock } = applying;
  const { retellCallId } = webhook.report;
  let mayPlace = false;
  for (;;) {
    const applied = await store.applyWebhook(id, webhook, reportedAt(applying), mayPlace);
    switch (applied.kind) {
      case 'not_asked': {
        const { call } = await store.attributeWebhook({ ...webhook, retellCallId });
        if (call && !(await account.owns(call))) {
          await store.setWebhookAside(id, { state: 'set_aside', because: 'another_account' }, clock.now());
          return undefined;
        }
        mayPlace = true;
        continue;
      }
      case 'reported':
        if (applied.call) recordProgress(applied.call, record);
        return retellCallId;
      case 'placed':
        recordSettled(applied.before, webhook, applied.recorded, record);
        return retellCallId;
      default:
        return undefined;
    }
  }
}

/** Reports that a webhook has settled an attempt, as far as that is news: what a process has just placed it reports itself. */
function recordSettled(
  before: Call,
  { report }: Webhook,
  recorded: RecordedPlaced,
  record: (event: RunEvent) => void,
): void {
  const { retellCallId } = before;
  if (retellCallId !== null && retellCallId !== report.retellCallId) {
    const reason = placedTwice(retellCallId, report.retellCallId);
    if (before.alsoPlacedAs !== report.retellCallId)
      record({ ...calleeOf(before), kind: 'placed_twice', reason });
    for (const request of followingEvents(before, recorded)) record(request);
  } else if (before.status === 'placing' && !recorded.notDialled && recorded.takenBy === undefined) {
    for (const request of followingEvents(before, recorded)) record(request);
  } else recordFound(before, report, recorded, record);
}
