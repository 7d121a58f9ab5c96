import type { RunEvent } from '../operations/run-events.ts';
import { whom } from './fields.ts';
import { printable } from './printable.ts';
import type { Terminal } from './terminal.ts';

/** What a run did to one call, as one line. */
export function runLine(event: RunEvent, paint: Terminal['paint']): string {
  const call = event.id === null ? 'call at once' : `#${event.id}`;
  const head = [call, whom(event.who, event.toNumber)].filter(Boolean).join('  ');
  switch (event.kind) {
    case 'placed':
      return `${paint.green('✓')} ${head}  placed, ${printable(event.report.retellCallId)}`;
    case 'found':
      return `${paint.green('✓')} ${head}  had been placed, ${printable(event.report.retellCallId)}`;
    case 'refused':
      return `${paint.red('✗')} ${head}  refused: ${printable(event.reason)}`;
    case 'unpreparable':
      return `${paint.red('✗')} ${head}  failed: ${printable(event.reason)}`;
    case 'unknown':
      return `${paint.yellow('?')} ${head}  may have been placed: ${printable(event.reason)}; Retell will be asked`;
    case 'still_unknown':
      return `${paint.yellow('?')} ${head}  still unknown: ${printable(event.reason)}`;
  }
}
