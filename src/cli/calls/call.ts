import type { Call } from '../../domain/calls/call.ts';
import { noExceptions } from '../../domain/calls/gates/policy.ts';
import type { Contact } from '../../domain/contacts/contact.ts';
import { countriesOf } from '../../domain/contacts/location/location.ts';
import { formatPhoneNumber } from '../../domain/contacts/phone-number.ts';
import { Problem } from '../../domain/problem.ts';
import { outsideUsualHours } from '../../operations/call-times/usual-hours.ts';
import { previewRequest, requireCallable } from '../../operations/calling/decide-call.ts';
import type { AttemptResult } from '../../operations/calling/place-attempt.ts';
import { placeCall, refreshCallsTo } from '../../operations/calling/place-call.ts';
import { findContact } from '../../operations/contacts/selecting/find-contact.ts';
import type { WithContact } from '../../operations/ports/call-ledger.ts';
import { callView } from '../../views/call.ts';
import { objectOf } from '../../views/view.ts';
import { settleContact } from '../asking/contacts.ts';
import type { Context } from '../context.ts';
import type { ExitCode } from '../exit-codes.ts';
import { settleCallSetup } from '../options/call-setup.ts';
import { contactLabel } from '../terminal/columns.ts';
import { printable } from '../terminal/printable.ts';
import { paint, styled } from '../terminal/styled-text.ts';
import { readCallTimes, readReason } from './scheduled/schedule/plan-options.ts';
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
  const exceptions = {
    ...noExceptions,
    callTimes: readCallTimes(options.callTimes),
    outsideHours: readReason(options.outsideHours),
    allowRepeat: readReason(options.allowRepeat),
  };
  if (calling.policy.callTimes || exceptions.callTimes) await context.coverHolidays(countriesOf([contact]));
  await requireCallable(contact, exceptions, calling, 'ignored');
  if (!options.dryRun) {
    await context.telephony();
    await refreshCallsTo(contact.phoneNumber, calling);
    await requireCallable(contact, exceptions, calling, 'count');
  }
  const order = { ...(await settleCallSetup(context, options)), variables: options.var ?? {}, exceptions };
  if (options.dryRun) {
    showRequest(context, await previewRequest(contact, order, calling));
    return undefined;
  }
  await confirmCall(context, contact, await outsideUsualHours(contact, exceptions, calling));
  const { callId, result } = await placeCall(contact, order, calling);
  if (options.wait && result.kind === 'placed') return waitForCall(context, callId, result.response, calling);
  report(context, result, await store.call(callId));
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

function report({ output }: Context, result: AttemptResult, record: WithContact<Call> | undefined): void {
  if (result.kind !== 'placed') throw notPlaced(result, record?.id);
  const { report: placed, response } = result;
  output.result(
    {
      success: true,
      callId: placed.retellCallId,
      callRecord: record ? objectOf(record, callView) : null,
      retellResponse: response,
    },
    () =>
      styled`${paint.green('✓')} Calling ${contactLabel(record?.contact?.name ?? '', record?.toNumber ?? '')}: call ${record?.id}, ${placed.retellCallId}`,
  );
}

function notPlaced(result: Exclude<AttemptResult, { kind: 'placed' }>, callId: number | undefined): Problem {
  const facts = callId === undefined ? {} : { callId };
  switch (result.kind) {
    case 'refused':
      return new Problem('failed', {
        code: 'call_refused',
        message: `Retell refused the call: ${result.reason}.`,
        hint: `Nobody was called. To see the record: voicebot calls show ${callId}`,
      });
    case 'forbidden':
      return new Problem('refused', { code: result.code, message: `Nobody was called: ${result.reason}.` });
    case 'unknown':
      return new Problem('failed', {
        code: 'call_unknown',
        message: `It is not yet known whether the phone rang: ${result.reason}.`,
        facts,
      });
    case 'overslept':
      return new Problem('try_again', {
        code: 'overslept',
        message: 'The call could not be placed in time, so nobody was called.',
        hint: 'Did the machine sleep? Run the same command again.',
      });
    case 'stopped': {
      const { kind, code, message, hint } = result.problem;
      const again = kind === 'try_again' ? 'Nobody was called. Run the same command again later.' : hint;
      return new Problem(kind, { code, message, hint: again }, { cause: result.problem });
    }
  }
}
