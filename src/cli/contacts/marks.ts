import type { Contact } from '../../domain/contacts/contact.ts';
import type { TakenOverMark } from '../../domain/contacts/suppression/do-not-call.ts';
import type { Context } from '../context.ts';
import { paint, styled } from '../terminal/styled-text.ts';

type Whose = Pick<TakenOverMark, 'markOf'>;

/** Prints a warning. */
export function warn({ terminal, output }: Pick<Context, 'terminal' | 'output'>, text: string): void {
  terminal.note(styled`${paint.yellow('!')} ${output.show.advice(text)}`);
}

/** Returns the sentence that a contact takes over a do-not-call mark, without its full stop. */
export function whoseMark({ phoneNumber }: Pick<Contact, 'phoneNumber'>, { markOf }: Whose): string {
  if (!markOf) return `${phoneNumber} is marked do-not-call, so the contact is too`;
  return `Marked do-not-call, like ${personOf(markOf)}, who seems to be the same person`;
}

/** Returns a number that takes over a mark, and whose it was: `+61491570156 (as Nora Jones, contact 1)`. */
export function numberAndMark(phoneNumber: string, { markOf }: Whose): string {
  return `${phoneNumber} (${markOf ? `as ${personOf(markOf)}` : 'the number itself'})`;
}

export function howToLift(who: number | string): string {
  return `If it may be called: voicebot contacts edit ${who} --may-call`;
}

/** Returns whose mark it was, as JSON shows it; null if it was the number's own. */
export function markOfView({ markOf }: Whose): object | null {
  return markOf && { contactId: markOf.id, name: markOf.name, phoneNumber: markOf.phoneNumber };
}

function personOf({ id, name, phoneNumber }: NonNullable<Whose['markOf']>): string {
  return `${name || phoneNumber}, contact ${id}`;
}
