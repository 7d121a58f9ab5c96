import type { Call } from '../../domain/calls/call.ts';
import type { Contact } from '../../domain/contacts/contact.ts';
import { formatPhoneNumber } from '../../domain/contacts/phone-number.ts';
import { outsideUsualHours } from '../../operations/call-times/usual-hours.ts';
import { previewRequest } from '../../operations/calling/decide-call.ts';
import type { AttemptResult } from '../../operations/calling/place-attempt.ts';
import { placeCall } from '../../operations/calling/place-call.ts';
import { findContact } from '../../operations/contacts/selecting/find-contact.ts';
import type { WithContact } from '../../operations/ports/call-ledger.ts';
import { readExceptions } from '../../session/exceptions.ts';
import { recordOf, requireCallableNow, requirePlaced } from '../../session/place-now.ts';
import { callView } from '../../views/call.ts';
import { objectOf } from '../../views/view.ts';
import { settleContact } from '../asking/contacts.ts';
import type { Context } from '../context.ts';
import type { ExitCode } from '../exit-codes.ts';
import { settleCallSetup } from '../options/call-setup.ts';
import { contactLabel } from '../terminal/columns.ts';
import { printable } from '../terminal/printable.ts';
import { paint, styled } from '../terminal/styled-text.ts';
import { waitForCall } from './wait.ts';

export interface CallOptions {
  from?: string | undefined;
  agent?: string | undefined;
  var?: Record<string, string> | undefined;
  callTimes?: string | undefined;
  outsideHours?: string | undefined;
  allowRepeat?: string | undefined;
  dryRun?: true | undefined;
  wait?: true | undefined;
  ask?: true | undefined;
}

/** `call`: calls a contact now, and with `--wait` stays until the call is over. */
export async function call(
  context: Context,
  word: string | undefined,
  options: CallOptions,
): Promise<ExitCode | undefined> {
  const text = await settleContact(context, word, {
    question: 'Whom to call?',
    toCall: true,
    askAnyway: options.ask,
  });
  const store = await context.store();
  const contact = await findContact(store, text, context.settings.country);
  const calling = await context.calling();
  const exceptions = readExceptions(options);
  await requireCallableNow(context, contact, { exceptions, calling, isDry: options.dryRun });
  const order = { ...(await settleCallSetup(context, options)), variables: options.var ?? {}, exceptions };
  if (options.dryRun) {
    showRequest(context, await previewRequest(contact, order, calling));
    return undefined;
  }
  await confirmCall(context, contact, await outsideUsualHours(contact, exceptions, calling));
  const { callId, result } = await placeCall(contact, order, calling);
  if (options.wait && result.kind === 'placed') return waitForCall(context, callId, result.response, calling);
  report(context, result, { contact, callId, record: await recordOf(store, callId) });
  return undefined;
}

/**
 * Asks before a phone rings.
 *
 * @param unusual why people are not usually called at this hour, if that is so
 * @throws Problem `not_confirmed`
 */
async function confirmCall(
  { terminal }: Context,
  contact: Contact,
  unusual: string | undefined,
): Promise<void> {
  const name = printable(contact.name) || `Contact ${contact.id}`;
  const who = `${name} (${formatPhoneNumber(contact.phoneNumber)})`;
  if (unusual !== undefined) terminal.note(paint.yellow(`! For ${name} ${unusual}.`));
  const question = unusual === undefined ? `Call ${who} now?` : `Call ${who} all the same?`;
  await terminal.confirm(question, { default: unusual === undefined, unattended: 'proceed' });
}

function showRequest({ output }: Context, request: object): void {
  output.result({ success: true, dryRun: true, request: { ...request } }, () => [
    paint.bold('Dry run: nobody was called. This would be sent:'),
    ...JSON.stringify(request, null, 2).split('\n'),
  ]);
}

function report(
  { output }: Context,
  result: AttemptResult,
  { contact, callId, record }: { contact: Contact; callId: number; record: WithContact<Call> | undefined },
): void {
  const { report: placed, response } = requirePlaced(result, callId);
  output.result(
    {
      success: true,
      callId: placed.retellCallId,
      callRecord: record ? objectOf(record, callView) : null,
      retellResponse: response,
    },
    () =>
      styled`${paint.green('✓')} Calling ${contactLabel(contact.name, contact.phoneNumber)}: call ${callId}, ${placed.retellCallId}`,
  );
}
