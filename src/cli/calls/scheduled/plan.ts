import type { CallPlan } from '../../../domain/calls/scheduling/plan.ts';
import { describeDuration } from '../../../domain/time/duration.ts';
import { formatInstant, relativeTo } from '../../../domain/time/time-display.ts';
import type { ContactSummary } from '../../../operations/ports/contact-store.ts';
import type { PlannedCalls } from '../../../operations/scheduling/schedule-calls.ts';
import type { Context } from '../../context.ts';
import type { CallSetup } from '../../options/call-setup.ts';
import { contactLabel } from '../../terminal/columns.ts';
import { printable } from '../../terminal/printable.ts';
import { paint } from '../../terminal/styled-text.ts';

/** Describes a plan before it is confirmed: how many calls, when the first and last go out, and in which time zone. */
export function describePlan(
  { settings, clock }: Context,
  { calls }: CallPlan<ContactSummary>,
  every: number,
  setup: CallSetup,
): string[] {
  const reader = { zone: settings.timezone, locale: settings.locale };
  const time = (instant: Date) => `${formatInstant(instant, reader)} (${relativeTo(instant, clock().now())})`;
  const describe = (call: (typeof calls)[number] | undefined) =>
    call ? `${time(call.at)}  ${contactLabel(call.contact.name, call.contact.phoneNumber)}` : '';
  const count = calls.length;
  const pace = every === 0 ? 'all at once' : `${describeDuration(every)} apart`;
  return [
    count === 1 ? '1 call:' : `${count} calls, ${pace}:`,
    `  ${count === 1 ? 'at   ' : 'first'}  ${describe(calls[0])}`,
    ...(count === 1 ? [] : [`  last   ${describe(calls.at(-1))}`]),
    `  from   ${setup.fromNumber}, agent ${setup.agentId}; times in ${settings.timezone}`,
  ];
}

/** Shows the plan as the result of a dry run. */
export function showPlanOnly({ output }: Context, { plan, drafts }: PlannedCalls, leftOut: object): void {
  const message = `${drafts.length} call(s) would be scheduled`;
  const scheduledCalls = drafts.map((draft, index) => {
    const contact = plan.calls[index]?.contact;
    return { ...draft, contact: contact ? { name: contact.name, phoneNumber: contact.phoneNumber } : null };
  });
  const calls = drafts.length === 1 ? '1 call' : `${drafts.length} calls`;
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
