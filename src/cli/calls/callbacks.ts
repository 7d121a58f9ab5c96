import { listCallbacks, settleCallbacks } from '../../operations/outcomes/list-callbacks.ts';
import type { Context } from '../context.ts';
import type { PageOptions } from '../listing/page-options.ts';
import { showPage } from '../listing/show-page.ts';
import { parseCallIds } from '../options/call-ids.ts';
import { paint, styled } from '../terminal/styled-text.ts';
import { callbackFields } from './callback-columns.ts';

/** `calls callbacks` */
export async function list(context: Context, options: PageOptions<'id'>): Promise<void> {
  const store = await context.store();
  const tolerance = context.settings.callbackTolerance;
  const listing = { ...(await context.calling()), store, tolerance };
  const rows = await showPage(context, options, {
    key: 'callbacks',
    fields: callbackFields,
    read: (query) => listCallbacks(listing, query),
    empty: 'Nobody has asked to be called back.',
  });
  const waiting = rows.filter(({ standing }) => standing === 'operator').length;
  if (waiting > 0 && context.terminal.isInteractive)
    context.terminal.note(
      context.output.show.advice(
        `${waiting === 1 ? '1 needs you' : `${waiting} need you`}: voicebot schedule <contact> --at TIME, then voicebot calls callbacks done <id>`,
      ),
    );
}

/** `calls callbacks done` */
export async function done(context: Context, words: string[]): Promise<void> {
  const { output, terminal } = context;
  const ids = parseCallIds(words);
  if (ids.length > 1)
    await terminal.confirm(`Mark ${ids.length} callbacks as settled?`, {
      default: true,
      unattended: 'proceed',
    });
  const settled = await settleCallbacks(ids, { store: await context.store(), clock: context.clock() });
  const message =
    settled.length === 1 ? `Callback ${settled[0]} is done` : `${settled.length} callbacks are done`;
  output.result({ success: true, message, done: settled }, () => styled`${paint.green('✓')} ${message}`);
}
