import type { ScheduledCall } from '../../../domain/calls/scheduled-call.ts';
import type { Contact } from '../../../domain/contacts/contact.ts';
import { describeLocation } from '../../../domain/contacts/location/describe-location.ts';
import { relativeTo } from '../../../domain/time/time-display.ts';
import type { Explanation } from '../../../operations/calling/deciding/explain-call.ts';
import type { Context } from '../../context.ts';
import { printable } from '../../terminal/printable.ts';
import { type Printable, paint, type StyledText, styled } from '../../terminal/styled-text.ts';
import { formatForCallee } from './clocks.ts';

/** Returns what a call goes by in a sentence: `Call 7 to Ada`. */
export function callName({ id }: Pick<ScheduledCall, 'id'>, contact: WhoIsCalled | null): string {
  return `Call ${id} to ${contact ? nameOf(contact) : 'a contact that has been removed'}`;
}

type WhoIsCalled = Pick<Contact, 'name' | 'phoneNumber'>;

function nameOf({ name, phoneNumber }: WhoIsCalled): string {
  return printable(name) || phoneNumber;
}

/** Says in one or two lines whether the phone may ring, and when it next may. */
export function describeOutlook(context: Context, explanation: Explanation): Printable[] {
  const { outlook, onceFree } = explanation;
  const time = timeFor(context, explanation);
  switch (outlook.kind) {
    case 'open':
      return [openLine(context, explanation, outlook.at)];
    case 'never':
      return [styled`${paint.red('✗')} ${paint.bold(neverLine(explanation, outlook))}`];
    case 'unknown': {
      const then = onceFree ? [paint.dim(`  Once that is over: ${time(onceFree)}`)] : [];
      const line = `${subjectOf(explanation)} has to wait: ${outlook.reason}`;
      return [styled`${paint.yellow('·')} ${paint.bold(line)}`, ...then];
    }
  }
}

/** `has to wait` suits a call; of a contact, one says whether it can be called. */
function subjectOf({ scheduled, contact }: Explanation): string {
  if (scheduled) return callName(scheduled, contact);
  return contact ? `A call to ${nameOf(contact)}` : 'A call';
}

/** The reason is in the table if the rule already forbids the call at the time that was asked about. */
function neverLine(explanation: Explanation, { reason }: { reason: string }): string {
  const { verdict, contact, scheduled } = explanation;
  if (verdict !== 'refuse') return `${subjectOf(explanation)} cannot be placed in time: ${reason}`;
  if (scheduled) return `${callName(scheduled, contact)} will not be placed`;
  return `${contact ? nameOf(contact) : 'This contact'} must not be called`;
}

function openLine(context: Context, explanation: Explanation, opens: Date): StyledText {
  const { at, scheduled, contact, gates } = explanation;
  const time = timeFor(context, explanation);
  const now = context.clock().now();
  const isAtOnce = opens.getTime() === at.getTime();
  const when = `${time(opens)}, ${relativeTo(opens, now)}`;
  const line = (mark: Printable, text: string) => styled`${mark} ${paint.bold(text)}`;
  if (!scheduled) {
    const who = contact ? nameOf(contact) : '';
    if (!isAtOnce) return line(paint.yellow('·'), `${who} can be called again ${when}`);
    const isAsked = gates.some(({ isAskedAbout }) => isAskedAbout);
    const asked = isAsked ? ', but you are asked first' : '';
    return line(
      isAsked ? paint.yellow('!') : paint.green('✓'),
      `${who} may be called ${opens > now ? time(opens) : 'now'}${asked}`,
    );
  }
  const call = callName(scheduled, contact);
  if (opens <= now) return line(paint.green('✓'), `${call} is due: the next run places it`);
  const due = scheduled.nextAttemptAt ?? opens;
  return opens > due && due > now
    ? line(paint.yellow('·'), `${call} is due ${time(due)} and will move to ${when}`)
    : line(paint.green('✓'), `${call} will be placed ${when}`);
}

function timeFor({ settings, clock }: Context, { location }: Explanation): (at: Date) => string {
  const reader = { zone: settings.timezone, locale: settings.locale };
  return (at) => formatForCallee(at, location?.zones ?? [], { reader, now: clock().now() });
}

/** Returns where the contact may be, and what a call that was postponed waits for. */
export function describeWhere(
  { output }: Context,
  { contact, location, scheduled }: Explanation,
): Printable[] {
  const row = (label: string, text: string) => styled`  ${paint.dim(label)}  ${text}`;
  const { waitsFor, errorMessage, scheduledTime, nextAttemptAt } = scheduled ?? {};
  const isMoved = scheduledTime && nextAttemptAt && scheduledTime.getTime() !== nextAttemptAt.getTime();
  return [
    ...(contact && location ? [row('Where  ', describeLocation(location, contact))] : []),
    ...(isMoved ? [row('Planned', output.show.time(scheduledTime))] : []),
    ...(waitsFor && errorMessage ? [row('Waits  ', errorMessage)] : []),
  ];
}
