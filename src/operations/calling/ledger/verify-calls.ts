import { listIsComplete } from '../../../domain/calls/restored.ts';
import { Problem } from '../../../domain/problem.ts';
import { reportedAt } from '../../outcomes/reported-at.ts';
import type { SentCall } from '../../ports/account-store.ts';
import type { RunCalling } from '../calling.ts';
import type { RunEvent } from '../run-events.ts';

/** The maximum number of look-ups in a run. */
const maxLookups = 60;

/** With those for unconfirmed calls, fewer than the 15 list requests that Retell allows in 10 s; the rest this far apart, ms. */
const burst = 6;
const spacing = 800;

/**
 * Asks Retell about the due calls of a restored database that may have been placed since its copy was made: those that were are recorded,
 * the others can be placed now. As long as there is no certain answer, a gate makes them wait. Only the account that placed the calls
 * of the database can say so.
 *
 * @returns why Retell was not asked: the key is another account's
 * @throws Problem if Retell cannot be asked
 */
export async function verifyCalls(
  calling: RunCalling,
  { signal, record }: { signal: AbortSignal; record: (event: RunEvent) => void },
): Promise<Problem | undefined> {
  const { store, clock, account } = calling;
  const { identity, placedUntil, isRestored } = await store.ledger();
  if (!isRestored) return undefined;
  const due = await store.dueToVerify(clock.now(), maxLookups);
  if (due.length === 0) return undefined;
  const latest = await store.latestScheduled(calling.simulated);
  if (latest && !(await account.owns(latest))) return otherAccount(latest);
  for (const [index, { id, contact }] of due.entries()) {
    if (index >= burst) await clock.sleep(spacing, signal);
    if (signal.aborted) return undefined;
    const askedAt = clock.now();
    const placed = await (await calling.telephony()).findPlaced(identity, id);
    const found = await store.recordVerified(id, placed, {
      ...reportedAt(calling),
      account: await account.id(),
      isComplete: listIsComplete(placedUntil, askedAt, calling.reconcileAfter),
    });
    const callee = { id, who: contact?.name ?? '', toNumber: contact?.phoneNumber ?? '' };
    if (found) record({ ...callee, kind: 'found', report: found.report });
  }
  return undefined;
}

function otherAccount({ accountId }: SentCall): Problem {
  return new Problem('not_set_up', {
    code: 'other_account',
    message: `Calls from before the database was restored wait: they were sent to another account at Retell (${accountId}), and only that one knows which were placed.`,
    facts: { account: accountId ?? '' },
  });
}
