import {
  listCallTimes,
  removeCallTimes,
  setCallTimes,
} from '../../operations/call-times/change-call-times.ts';
import { pageOfRows } from '../../operations/ports/paging/page.ts';
import { callTimesView } from '../../views/rules/call-times.ts';
import { objectOf } from '../../views/view.ts';
import type { Context } from '../context.ts';
import type { PageOptions } from '../listing/page-options.ts';
import { showPage } from '../listing/show-page.ts';
import { callTimesFields } from '../terminal/columns.ts';
import { paint, styled } from '../terminal/styled-text.ts';

/** `call-times list`: shows the presets and the operator's own call times. */
export async function listAllCallTimes(context: Context, options: PageOptions<'name'>): Promise<void> {
  const store = await context.store();
  await showPage(context, options, {
    key: 'callTimes',
    fields: callTimesFields,
    read: async (query) => pageOfRows(await listCallTimes(store), query, (row, key) => row[key]),
    empty: '',
  });
}

/** `call-times set`: gives call times a name. */
export async function setNamedCallTimes(context: Context, name: string, hours: string): Promise<void> {
  const { output, store, clock } = context;
  const { times, isNew } = await setCallTimes(name, hours, { store: await store(), clock: clock() });
  const message = `${isNew ? 'Added' : 'Changed'} ${times.name}: ${times.text}`;
  output.result(
    { success: true, message, callTimes: objectOf(times, callTimesView) },
    () => styled`${paint.green('✓')} ${message}`,
  );
}

/** `call-times remove`: removes call times of the operator's. */
export async function removeNamedCallTimes({ output, store }: Context, text: string): Promise<void> {
  const name = await removeCallTimes(text, { store: await store() });
  const message = `Removed ${name}`;
  output.result({ success: true, message, name }, () => styled`${paint.green('✓')} ${message}`);
}
