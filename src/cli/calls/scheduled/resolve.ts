import { Problem } from '../../../domain/problem.ts';
import {
  type OperatorFinding,
  type Resolving,
  resolveCall,
  resolveScheduledCall,
} from '../../../operations/scheduling/resolve-call.ts';
import { callView } from '../../../views/call.ts';
import { scheduledCallView } from '../../../views/scheduled-call.ts';
import { objectOf } from '../../../views/view.ts';
import type { Context } from '../../context.ts';
import { parseCallId } from '../../options/call-ids.ts';
import { paint, styled } from '../../terminal/styled-text.ts';

export interface ResolveOptions {
  /** The call's id at Retell. */
  placed?: string | undefined;
  notPlaced?: true | undefined;
}

/** `scheduled resolve`: records what the operator knows about an unconfirmed scheduled call. */
export async function resolveScheduled(
  context: Context,
  text: string,
  options: ResolveOptions,
): Promise<void> {
  const id = parseCallId(text);
  const resolved = await resolveScheduledCall(id, findingOf(options), await resolving(context));
  const message = `Scheduled call ${id} is ${resolved.status}`;
  show(context, message, { scheduledCall: objectOf(resolved, scheduledCallView) });
}

/** `calls resolve`: records what the operator knows about an unconfirmed call that was not scheduled. */
export async function resolveLedgerCall(
  context: Context,
  text: string,
  options: ResolveOptions,
): Promise<void> {
  const id = parseCallId(text);
  const resolved = await resolveCall(id, findingOf(options), await resolving(context));
  const message = `Call ${id} is ${resolved.status}`;
  show(context, message, { call: objectOf(resolved, callView) });
}

function findingOf({ placed, notPlaced }: ResolveOptions): OperatorFinding {
  if (placed !== undefined && !notPlaced) return { placed };
  if (placed === undefined && notPlaced) return 'not_placed';
  throw new Problem('usage', {
    code: 'verdict_missing',
    message: 'Say what happened to the call: --placed with its id at Retell, or --not-placed.',
    hint: "Retell's dashboard lists calls by number and time.",
  });
}

async function resolving({ store, telephony, clock }: Context): Promise<Resolving> {
  return { store: await store(), telephony, clock: clock() };
}

function show({ output }: Context, message: string, resolved: object): void {
  output.result({ success: true, message, ...resolved }, () => styled`${paint.green('✓')} ${message}`);
}
