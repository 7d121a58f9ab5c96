import type { Store } from '../../../operations/ports/store.ts';
import { scheduledCallsOf } from '../../../operations/scheduling/scheduled-calls-of.ts';
import type { Context } from '../../context.ts';
import { scheduledCallFields } from '../../terminal/fields.ts';
import { mapped } from '../../terminal/long-result.ts';

/** The scheduled calls with these ids as JSON has them, in this order, read as they are written. */
export function scheduledCallObjects({ output }: Context, store: Store, ids: readonly number[]) {
  return mapped(scheduledCallsOf(store, ids), (row) => output.object(row, scheduledCallFields));
}
