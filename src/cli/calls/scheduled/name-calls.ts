import type { ScheduledCall } from '../../../domain/calls/scheduled-call.ts';
import { countText } from '../../../domain/count-text.ts';
import type { WithContact } from '../../../operations/ports/call-ledger.ts';
import type { Context } from '../../context.ts';
import type { DryRun } from '../../dry-run.ts';
import { printable } from '../../terminal/printable.ts';

/** How many people a sentence names. */
const named = 3;

/** Returns `1 call`, `12 calls`. */
export function countOfCalls(count: number): string {
  return count === 1 ? '1 call' : `${countText(count)} calls`;
}

/** Returns whom the first of some calls are to, and how many more there are: `Ada, Grace and 10 more`. */
export function namesOfCalls(calls: readonly WithContact<ScheduledCall>[], count = calls.length): string {
  const names = calls.slice(0, named).map(calleeOf);
  const more = count - names.length;
  return `${names.join(', ')}${more > 0 ? ` and ${countText(more)} more` : ''}`;
}

/**
 * Returns calls for a person, with whom and when for a single one: `call 1: Ada, Fri 27 Nov, 9:00 am AEDT`; in a dry run of several, with
 * whom: `12 calls: Ada, Grace, Alan and 9 more`.
 */
export async function callsNamed(
  { store, output }: Pick<Context, 'store' | 'output'>,
  ids: readonly number[],
  { dryRun }: DryRun,
): Promise<string> {
  const [id] = ids;
  if (id === undefined || ids.length > 1) {
    const some = dryRun ? await (await store()).scheduledCalls(ids.slice(0, named)) : [];
    return `${countOfCalls(ids.length)}${some.length > 0 ? `: ${namesOfCalls(some, ids.length)}` : ''}`;
  }
  const call = await (await store()).scheduledCall(id);
  const details = call ? [calleeOf(call), output.show.time(call.nextAttemptAt ?? call.scheduledTime)] : [];
  return `call ${id}${call ? `: ${details.filter(Boolean).join(', ')}` : ''}`;
}

function calleeOf({ id, contact }: WithContact<ScheduledCall>): string {
  return printable(contact?.name ?? '').trim() || contact?.phoneNumber || `call ${id}`;
}
