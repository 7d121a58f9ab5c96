import type { Call } from '../../domain/calls/call.ts';
import type { Contact } from '../../domain/contacts/contact.ts';
import { notToBeCalled } from '../../domain/contacts/do-not-call.ts';
import { Problem } from '../../domain/problem.ts';
import type { AttemptResult } from '../../operations/calling/place-attempt.ts';
import type { WithContact } from '../../operations/ports/call-ledger.ts';
import { callView } from '../../views/call.ts';
import { objectOf } from '../../views/view.ts';
import type { Context } from '../context.ts';
import type { ExitCode } from '../exit-codes.ts';
import { settleCallSetup } from '../options/call-setup.ts';
import { whom } from '../terminal/columns.ts';
import { printable } from '../terminal/printable.ts';

export interface CallOptions {
  from?: string | undefined;
  agent?: string | undefined;
  var?: Record<string, string> | undefined;
  dryRun?: true | undefined;
}

/** Calls that may still be going on are looked for this far back, ms. */
const hour = 60 * 60 * 1000;

/** `call` */
export async function call(
  context: Context,
  text: string,
  options: CallOptions,
): Promise<ExitCode | undefined> {
  const { findContact } = await import('../../operations/contacts/find-contact.ts');
  const { placeCall, requestOf } = await import('../../operations/calling/place-call.ts');
  const store = await context.store();
  const contact = await findContact(store, text, context.settings.country);
  if (contact.doNotCallAt) throw notToBeCalled(whom(contact.name, contact.phoneNumber));
  if (!options.dryRun) await context.telephony();
  const order = { contact, ...(await settleCallSetup(context, options)), given: options.var ?? {} };
  const calling = await context.calling();
  if (options.dryRun) {
    showRequest(context, requestOf(order, calling));
    return undefined;
  }
  await confirmCall(context, contact);
  const { callId, result } = await placeCall(order, calling);
  return report(context, result, await store.call(callId));
}

/** Somebody whose phone may be ringing already is not phoned again without a word. */
async function confirmCall({ store, clock, terminal }: Context, contact: Contact): Promise<void> {
  const since = new Date(clock().now().getTime() - hour);
  const live = await (await store()).liveCallsTo(contact.phoneNumber, since);
  const { formatPhoneNumber } = await import('../../domain/contacts/phone-number.ts');
  const who = `${printable(contact.name) || `Contact ${contact.id}`} (${formatPhoneNumber(contact.phoneNumber)})`;
  const uncertain = live.find((one) => one.status === 'placing' || one.status === 'unknown');
  if (uncertain) {
    const message = `${who} may already have been phoned: nobody knows yet what became of call ${uncertain.id}. Phone again?`;
    await terminal.confirm(message, { proposal: false, unasked: 'refuse' });
    return;
  }
  const [going] = live;
  if (going) terminal.note(`${who} is already on call ${going.id} (${going.status}).`);
  await terminal.confirm(`Phone ${who} now?`, { proposal: !going, unasked: 'go ahead' });
}

function showRequest({ output, terminal }: Context, request: object): void {
  output.result({ success: true, dryRun: true, request: { ...request } }, () => [
    terminal.paint.bold('Nobody was phoned. This would be sent:'),
    ...JSON.stringify(request, null, 2).split('\n').map(printable),
  ]);
}

function report(
  { output, terminal }: Context,
  result: AttemptResult,
  record: WithContact<Call> | undefined,
): ExitCode | undefined {
  switch (result.kind) {
    case 'placed':
      output.result(
        {
          success: true,
          callId: result.report.retellCallId,
          callRecord: record ? objectOf(record, callView) : null,
          retellResponse: result.response,
        },
        () =>
          `${terminal.paint.green('✓')} Phoning ${whom(record?.contact?.name ?? '', record?.toNumber ?? '')}: call ${record?.id}, ${printable(result.report.retellCallId)}`,
      );
      return undefined;
    case 'refused':
      throw new Problem('failed', {
        code: 'call_refused',
        message: `Retell refused the call: ${result.reason}.`,
        hint: `Nobody was phoned. 'voicebot calls show ${record?.id}' has the record.`,
      });
    case 'unknown':
      throw new Problem('failed', {
        code: 'call_unknown',
        message: `Nobody knows yet whether the phone rang: ${result.reason}.`,
        facts: record ? { callId: record.id } : {},
      });
    case 'overslept':
      throw new Problem('try_again', {
        code: 'overslept',
        message: 'Too long went by before the call could be placed. Nobody was phoned.',
        hint: 'Did the machine sleep? Run the same command again.',
      });
    case 'stopped': {
      const { kind, code, message, hint } = result.problem;
      const again = kind === 'try_again' ? 'Nobody was phoned. Run the same command again later.' : hint;
      throw new Problem(
        kind,
        { code, message, ...(again ? { hint: again } : {}) },
        { cause: result.problem },
      );
    }
  }
}
