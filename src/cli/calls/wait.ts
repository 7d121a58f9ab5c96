import type { Call } from '../../domain/calls/call.ts';
import { isOpen, isOver } from '../../domain/calls/call-status.ts';
import type { FollowEnd } from '../../domain/calls/outcomes/following.ts';
import { awaitsAnalysis } from '../../domain/calls/outcomes/report.ts';
import { formatCents } from '../../domain/money.ts';
import type { Calling } from '../../operations/calling/calling.ts';
import { followCall } from '../../operations/outcomes/follow-call.ts';
import type { WithContact } from '../../operations/ports/call-ledger.ts';
import { callView } from '../../views/call.ts';
import { objectOf } from '../../views/view.ts';
import type { Context } from '../context.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { listenForStop } from '../options/stopping.ts';
import { contactLabel, formatTalkTime } from '../terminal/columns.ts';
import { type Printable, paint, styled } from '../terminal/styled-text.ts';
import { formatEvent, tellerOf } from './running/format-event.ts';

/**
 * Stays with a call that was placed until it is over and analysed, shows how it goes, and then what came of it.
 *
 * @param response Retell's response to the request, for the JSON
 * @returns undefined if a human answered; `partly_done` if not, or if that is not known; or the code of the signal that ended the wait
 */
export async function waitForCall(
  context: Context,
  callId: number,
  response: Record<string, unknown>,
  calling: Calling,
): Promise<ExitCode | undefined> {
  const { output } = context;
  const { call, end, code } = await followOnScreen(context, callId, calling, 'the request in progress');
  output.result(
    {
      success: true,
      callId: call.retellCallId,
      callRecord: objectOf(call, callView),
      retellResponse: response,
      isOver: isOver(call.status),
      awaitsAnalysis: awaitsAnalysis(call),
    },
    () => outcomeLines(context, call, end),
  );
  if (end === 'stopped') return code;
  return call.disposition === 'answered' ? undefined : exitCodes.partly_done;
}

/**
 * Stays with a call until it is over and analysed, or the operator has seen enough, and shows how it goes.
 *
 * @param work what a stop signal lets finish, for a note; undefined for none
 * @returns the call, why following it ended, and the code of the signal that ended it
 */
export async function followOnScreen(
  context: Context,
  callId: number,
  calling: Calling,
  work?: string,
): Promise<{ call: WithContact<Call>; end: FollowEnd; code: 130 | 143 | undefined }> {
  const { terminal } = context;
  const stopping = listenForStop(context, work);
  const followed = await followCall(calling, callId, {
    signal: stopping.signal,
    onCall: statusShower(context),
    onEvent: (event) => {
      if (event.kind !== 'changed') terminal.note(formatEvent(event, tellerOf(context)));
    },
  }).finally(() => {
    terminal.status(undefined);
    stopping.end();
  });
  return { ...followed, code: stopping.code() };
}

/** Returns what shows how a call goes: in one line that is rewritten on a screen; elsewhere, a line for each change. */
function statusShower({ terminal, clock }: Context): (call: WithContact<Call>) => void {
  let shown = '';
  return (call) => {
    if (!isOpen(call.status) && !awaitsAnalysis(call)) return;
    const head = `Call ${call.id}, ${labelOf(call)}: `;
    const state = stateOf(call);
    if (terminal.showsStatus) terminal.status(`${head}${state}${timeOf(call, clock().now())}`);
    else if (state !== shown) terminal.note(`${head}${state}`);
    shown = state;
  };
}

function stateOf(call: Call): string {
  if (call.status === 'registered') return 'ringing';
  if (call.status === 'ongoing') return 'talking';
  return `over${call.disposition ? ` (${describe(call)})` : ''}, waiting for its analysis`;
}

/** Returns for how long a call has been ringing or talking. */
function timeOf({ status, requestedAt, startedAt }: Call, now: Date): string {
  const since = status === 'ongoing' ? startedAt : status === 'registered' ? requestedAt : null;
  return since ? ` ${formatTalkTime(Math.max(0, now.getTime() - since.getTime()))}` : '';
}

function describe({ disposition, status }: Call): string {
  return (disposition ?? status).replace('_', ' ');
}

function labelOf({ contact, toNumber }: WithContact<Call>): string {
  return contactLabel(contact?.name ?? '', toNumber);
}

const notOver: Readonly<Record<FollowEnd, string>> = {
  over: '',
  not_analysed: 'Its analysis is still to come, and may say that a machine answered.',
  out_of_reach: 'Retell has not answered for 10 minutes. The call may be going on.',
  stopped: 'The call goes on.',
};

function outcomeLines({ output }: Context, call: WithContact<Call>, end: FollowEnd): Printable[] {
  const facts = [
    isOpen(call.status) ? stateOf(call) : describe(call),
    ...(call.durationMs === null ? [] : [formatTalkTime(call.durationMs)]),
    ...(call.costCents === null ? [] : [formatCents(call.costCents)]),
  ];
  const seen = output.show.advice(`To see it: voicebot calls show ${call.id}`);
  const isUntold = end === 'not_analysed' || end === 'stopped' || end === 'out_of_reach';
  return [
    styled`${markOf(call)} Call ${call.id}, ${labelOf(call)}: ${facts.join(', ')}`,
    ...(call.summary ? [styled`  ${call.summary}`] : []),
    ...(isUntold ? [paint.dim(`  ${reasonOf(call, end)} ${seen}`)] : []),
  ];
}

/** A call that ended before Ctrl-C counted does not go on. */
export function reasonOf(call: Call, end: FollowEnd): string {
  return end === 'stopped' && isOver(call.status) ? notOver.not_analysed : notOver[end];
}

function markOf({ status, disposition }: Call): Printable {
  if (isOpen(status)) return paint.dim('·');
  return disposition === 'answered' ? paint.green('✓') : paint.yellow('✗');
}
