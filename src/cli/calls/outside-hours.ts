import type { OutsideHours } from '../../operations/scheduling/plan-calls.ts';
import { printable } from '../terminal/printable.ts';
import { paint } from '../terminal/styled-text.ts';
import type { Terminal } from '../terminal/terminal.ts';

/** How many calls a warning names. */
const named = 3;

/** Warns of calls outside usual hours, where the operator has set none. */
export function noteOutsideHours(terminal: Terminal, calls: readonly OutsideHours[]): void {
  if (calls.length === 0) return;
  const count = calls.length === 1 ? '1 call is' : `${calls.length} calls are`;
  terminal.note(paint.yellow(`! ${count} at an hour at which people are not usually called:`));
  for (const { contact, reason } of calls.slice(0, named))
    terminal.note(paint.yellow(`    ${printable(contact.name) || contact.phoneNumber}: ${reason}`));
  if (calls.length > named) terminal.note(paint.yellow(`    and ${calls.length - named} more`));
  terminal.note(
    paint.dim(
      '  To have calls wait for these hours, or to hear no more of them: VOICEBOT_CALL_TIMES (voicebot help times).',
    ),
  );
}
