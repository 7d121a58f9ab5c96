import { Problem } from '../../../domain/problem.ts';
import {
  type OperatorFinding,
  type Resolving,
  resolveAsNotPlaced,
  resolveCall,
  resolveScheduledCall,
} from '../../../operations/scheduling/resolve-call.ts';
import { callView } from '../../../views/call.ts';
import { scheduledCallView } from '../../../views/scheduled-call.ts';
import { objectOf } from '../../../views/view.ts';
import type { Context } from '../../context.ts';
import { type ExitCode, exitCodes } from '../../exit-codes.ts';
import { parseCallId, parseCallIds } from '../../options/call-ids.ts';
import { withStandardInput } from '../../options/input/standard-input.ts';
import { paint, styled } from '../../terminal/styled-text.ts';
import { scheduledCallObjects } from './scheduled-call-objects.ts';

interface ResolveOptions {
  /** The call's id at Retell. */
  placed?: string | undefined;
  notPlaced?: true | undefined;
}

/** `scheduled resolve`: records what the operator knows about unconfirmed scheduled calls. */
export async function resolveScheduled(
  context: Context,
  words: string[],
  options: ResolveOptions & { all?: true | undefined },
): Promise<ExitCode | undefined> {
  const finding = findingOf(options);
  if (options.all && words.length > 0)
    throw nothingChosen('Name the calls to resolve, or add --all, but not both.');
  const ids = options.all
    ? 'all'
    : parseCallIds(await withStandardInput(words, context.terminal.stdin, 'scheduledCall'));
  const [id, ...others] = ids === 'all' ? [] : ids;
  if (ids !== 'all' && id === undefined) throw nothingChosen('No calls to resolve were named.');
  if (id === undefined || others.length > 0) return resolveSeveral(context, ids, finding);
  const resolved = await resolveScheduledCall(id, finding, await resolving(context));
  const message = `Scheduled call ${id} is ${resolved.status}`;
  show(context, message, { scheduledCall: objectOf(resolved, scheduledCallView) });
  return undefined;
}

async function resolveSeveral(
  context: Context,
  ids: readonly number[] | 'all',
  finding: OperatorFinding,
): Promise<ExitCode | undefined> {
  const { terminal, output } = context;
  if (finding !== 'not_placed') {
    throw new Problem('usage', {
      code: 'one_call_only',
      message: '--placed needs a single call: each has an id of its own at Retell.',
    });
  }
  const which = ids === 'all' ? 'every unconfirmed call' : `${ids.length} calls`;
  await terminal.confirm(`Mark ${which} as not placed?`, {
    default: false,
    unattended: ids === 'all' ? 'refuse' : 'proceed',
    action: `Marking ${which} as not placed`,
  });
  const store = await context.store();
  const { resolved, notResolved } = await resolveAsNotPlaced(ids, {
    ...(await context.calling()),
    store,
  });
  const count = resolved.length === 1 ? '1 call is' : `${resolved.length} calls are`;
  const message = resolved.length === 0 ? 'No call is unconfirmed' : `${count} FAILED, as not placed`;
  await output.longResult(
    {
      before: { success: notResolved.length === 0, message },
      key: 'scheduledCalls',
      rows: scheduledCallObjects(store, resolved),
      after: { notResolved },
    },
    () => styled`${paint.green('✓')} ${message}`,
  );
  if (notResolved.length === 0) return undefined;
  for (const { id, reason } of output.format.json ? [] : notResolved)
    terminal.err(styled`${paint.yellow('!')} Call ${id} was not resolved: ${reason}`);
  return exitCodes.partly_done;
}

function nothingChosen(message: string): Problem {
  const hint = 'To list the calls that may be unconfirmed: voicebot scheduled list --status IN_PROGRESS';
  return new Problem('usage', { code: 'nothing_chosen', message, hint });
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

async function resolving(context: Context): Promise<Resolving> {
  return { ...(await context.calling()), store: await context.store() };
}

function show({ output }: Context, message: string, resolved: object): void {
  output.result({ success: true, message, ...resolved }, () => styled`${paint.green('✓')} ${message}`);
}
