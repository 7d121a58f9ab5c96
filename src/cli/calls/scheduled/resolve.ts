import { Problem } from '../../../domain/problem.ts';
import { callView } from '../../../views/call.ts';
import { scheduledCallView } from '../../../views/scheduled-call.ts';
import { objectOf } from '../../../views/view.ts';
import type { Context } from '../../context.ts';
import { callId } from '../../options/call-ids.ts';

export interface ResolveOptions {
  /** Retell's id of the call. */
  placed?: string | undefined;
  notPlaced?: true | undefined;
}

/** `scheduled resolve` */
export async function resolveScheduled(
  context: Context,
  text: string,
  options: ResolveOptions,
): Promise<undefined> {
  const { output, terminal } = context;
  const store = await context.store();
  const id = callId(text);
  const scheduled = await store.scheduledCall(id);
  if (!scheduled) throw noSuchScheduledCall([id]);
  if (scheduled.status !== 'IN_PROGRESS' || scheduled.callId === null) {
    throw new Problem('refused', {
      code: 'fate_known',
      message: `Scheduled call ${id} is ${scheduled.status}: there is nothing to resolve.`,
      hint: "'voicebot scheduled list --status IN_PROGRESS' shows the calls whose fate may be unknown.",
    });
  }
  await settle(context, scheduled.callId, options);
  const resolved = await store.scheduledCall(id);
  if (!resolved) return undefined;
  const message = `Scheduled call ${id} is ${resolved.status}`;
  output.result(
    { success: true, message, scheduledCall: objectOf(resolved, scheduledCallView) },
    () => `${terminal.paint.green('✓')} ${message}`,
  );
  return undefined;
}

/** `calls resolve`: the same for a call that nobody scheduled. */
export async function resolveLedgerCall(
  context: Context,
  text: string,
  options: ResolveOptions,
): Promise<undefined> {
  const { output, terminal } = context;
  const store = await context.store();
  const id = callId(text);
  if (!(await store.call(id))) {
    throw new Problem('not_found', {
      code: 'call_not_found',
      message: `There is no call with the id ${id}.`,
    });
  }
  await settle(context, id, options);
  const resolved = await store.call(id);
  if (!resolved) return undefined;
  const message = `Call ${id} is ${resolved.status}`;
  output.result(
    { success: true, message, call: objectOf(resolved, callView) },
    () => `${terminal.paint.green('✓')} ${message}`,
  );
  return undefined;
}

async function settle(context: Context, id: number, { placed, notPlaced }: ResolveOptions): Promise<void> {
  if ((placed === undefined) === (notPlaced === undefined)) {
    throw new Problem('usage', {
      code: 'verdict_missing',
      message: 'Say what became of the call: --placed with its id at Retell, or --not-placed.',
      hint: "Retell's dashboard lists calls by number and time.",
    });
  }
  const { resolveCall } = await import('../../../operations/scheduling/resolve-call.ts');
  await resolveCall(id, placed === undefined ? 'not_placed' : { placed }, {
    store: await context.store(),
    telephony: context.telephony,
    now: () => context.clock().now(),
  });
}

/** The error for ids that no scheduled call has. */
export function noSuchScheduledCall(ids: number[]): Problem {
  return new Problem('not_found', {
    code: 'scheduled_call_not_found',
    message: `There is no scheduled call with the id ${ids.join(', ')}.`,
    hint: "'voicebot scheduled list' shows what there is.",
  });
}
