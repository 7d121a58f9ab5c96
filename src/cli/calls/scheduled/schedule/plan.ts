import { describeDuration } from '../../../../domain/time/duration.ts';
import {
  formatInstant,
  formatInstantBriefly,
  type Reader,
  relativeTo,
} from '../../../../domain/time/time-display.ts';
import type { ContactSummary } from '../../../../operations/ports/contact-store.ts';
import { draftsOf, type PlannedCalls } from '../../../../operations/scheduling/plan-calls.ts';
import type { CallSetup } from '../../../../session/call-setup.ts';
import type { Context } from '../../../context.ts';
import { contactLabel } from '../../../terminal/columns.ts';
import { printable } from '../../../terminal/printable.ts';
import { paint } from '../../../terminal/styled-text.ts';
import { calleeClock } from './callee-clock.ts';

/**
 * Describes a plan before it is confirmed: how many calls, when the first and last go out, also on the callee's clock where that differs,
 * and how many had to move into the call times.
 *
 * @param isChecked whether the account is known to have the number and the agent
 */
export function describePlan(
  { settings, clock }: Context,
  { plan, moved, locations }: PlannedCalls,
  every: number,
  { fromNumber, agentId, isChecked }: CallSetup & { isChecked: boolean },
): string[] {
  const { calls } = plan;
  const reader = { zone: settings.timezone, locale: settings.locale };
  const now = clock().now();
  const describe = (what: string, call: (typeof calls)[number] | undefined): string[] => {
    if (!call) return [];
    const { at, contact } = call;
    const there = calleeClock(at, locations.get(contact.id)?.zones ?? [], reader);
    const time = `${formatInstant(at, reader)} (${relativeTo(at, now)})`;
    return [
      `  ${what.padEnd(5)}  ${time}  ${contactLabel(contact.name, contact.phoneNumber)}`,
      ...(there ? [`         there it is ${there}`] : []),
    ];
  };
  const count = calls.length;
  return [
    count === 1 ? '1 call:' : `${count} calls, ${describePace(calls, every)}:`,
    ...(count === 1
      ? describe('at', calls[0])
      : [...describe('first', calls[0]), ...describe('last', calls.at(-1))]),
    ...describeMoved(moved, now, reader),
    `  from   ${fromNumber}, agent ${agentId}${isChecked ? '' : ' (not checked)'}; times in ${settings.timezone}`,
  ];
}

/** Returns how far apart calls are; how far apart they are planned, where call times or the clocks of those called come between. */
function describePace(calls: readonly { at: Date }[], every: number): string {
  const pace = every === 0 ? 'all at once' : `${describeDuration(every)} apart`;
  const isEven = calls.every(({ at }, index) => {
    const before = calls[index - 1];
    return before === undefined || at.getTime() - before.at.getTime() === every;
  });
  return isEven ? pace : `planned ${pace}`;
}

/** Returns lines that say how many calls moved into the call times, and the first as an example. */
function describeMoved(moved: PlannedCalls['moved'], now: Date, reader: Reader): string[] {
  const [first] = moved;
  if (!first?.movedFrom) return [];
  const who = printable(first.contact.name) || first.contact.phoneNumber;
  const [from, to] = [first.movedFrom, first.at].map((at) => formatInstantBriefly(at, now, reader));
  return [
    `  moved  ${moved.length} into the hours of those called, such as`,
    `         ${who}: from ${from} to ${to}`,
  ];
}

/** Shows the plan as the result of a dry run. */
export function showPlanOnly({ output }: Context, planned: PlannedCalls, leftOut: object): void {
  const { calls: plannedCalls } = planned.plan;
  const count = plannedCalls.length;
  const message = `${count} call(s) would be scheduled`;
  const drafts = output.format.json ? [...draftsOf(planned)] : [];
  const scheduledCalls = drafts.map((draft, index) => {
    const contact = plannedCalls[index]?.contact;
    return { ...draft, contact: contact ? { name: contact.name, phoneNumber: contact.phoneNumber } : null };
  });
  const calls = count === 1 ? '1 call' : `${count} calls`;
  output.result({ success: true, dryRun: true, message, scheduledCalls, ...leftOut }, () =>
    paint.bold(`Dry run: ${calls} would be scheduled.`),
  );
}

/** Returns the first few contacts' names (numbers for those without) and how many more there are. */
export function summarizeNames(contacts: readonly ContactSummary[]): string {
  const names = contacts.slice(0, 3).map((contact) => printable(contact.name) || contact.phoneNumber);
  const more = contacts.length > names.length ? ` and ${contacts.length - names.length} more` : '';
  return `${names.join(', ')}${more}`;
}
