import type { StoryEvent } from '../../../domain/contacts/story/story.ts';
import { formatCents } from '../../../domain/money.ts';
import { formatTalkTime } from '../../terminal/columns.ts';
import type { Show } from '../../terminal/render-fields.ts';
import type { LaidOut, Printable } from '../../terminal/styled-text.ts';
import { paint } from '../../terminal/styled-text.ts';
import { renderTable } from '../../terminal/table.ts';

/**
 * Returns the story of a contact as a table of two columns, which fits a narrow screen: when, and what.
 *
 * @param width of the screen; undefined without one
 */
export function storyTable(
  story: readonly StoryEvent[],
  { show, width }: { show: Show; width: number | undefined },
): Promise<LaidOut> {
  const rows = story.flatMap((event): (readonly [when: Printable, what: Printable])[] => {
    const when = show.time(event.at);
    const row = [event.kind === 'to_come' ? paint.cyan(when) : when, describe(event, show)] as const;
    const summary = event.kind === 'called' ? event.summary : null;
    return summary ? [row, ['', paint.dim(summary)]] : [row];
  });
  return renderTable(
    [
      { header: 'When', cells: rows.map(([when]) => when) },
      { header: 'What', cells: rows.map(([, what]) => what), shrinks: true, wraps: true },
    ],
    width,
  );
}

function describe(event: StoryEvent, show: Show): Printable {
  switch (event.kind) {
    case 'added':
      return 'added';
    case 'imported':
      return `imported from ${event.file}`;
    case 'do_not_call':
      return paint.red(`marked do-not-call${because(event.reason)}`);
    case 'scheduled':
      return `scheduled for ${show.time(event.scheduledTime)} (${named(event)})`;
    case 'redial':
      return `to be tried again ${show.time(event.scheduledTime)} (#${event.scheduledCallId}, redial of #${event.redialOf})`;
    case 'callback':
      return `to be called back ${show.time(event.scheduledTime)} (#${event.scheduledCallId}, as asked in call ${event.callbackOf})`;
    case 'called':
      return describeCall(event);
    case 'not_placed':
      return paint.yellow(`not called${because(event.reason)} (call ${event.callId})`);
    case 'cancelled':
      return `#${event.scheduledCallId} cancelled${because(event.reason)}`;
    case 'failed':
      return paint.yellow(`#${event.scheduledCallId} failed${because(event.reason)}`);
    case 'to_come':
      return paint.cyan(
        `to be called (${named(event)})${event.waitsFor ? `, waits for: ${event.waitsFor.replaceAll('_', ' ')}` : ''}`,
      );
  }
}

function named({ scheduledCallId, campaign }: { scheduledCallId: number; campaign: string | null }): string {
  return [`#${scheduledCallId}`, campaign].filter(Boolean).join(', ');
}

function because(reason: string | null): string {
  return reason ? `: ${reason}` : '';
}

function describeCall(call: Extract<StoryEvent, { kind: 'called' }>): Printable {
  const { callId, disposition, status, durationMs, costCents } = call;
  const facts = [
    (disposition ?? status).replace('_', ' '),
    ...(durationMs ? [formatTalkTime(durationMs)] : []),
    ...(costCents === null ? [] : [formatCents(costCents)]),
  ].join(', ');
  const text = `called: ${facts} (call ${callId})`;
  return disposition === 'answered' ? paint.green(text) : text;
}
