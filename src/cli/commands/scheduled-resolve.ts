import { Problem } from '../../domain/problem.ts';
import type { RetryResult } from '../../operations/store.ts';
import { callId, callIds } from '../call-ids.ts';
import type { Context } from '../context.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { callFields, scheduledCallFields } from '../fields.ts';
import { withStandardInput } from '../standard-input.ts';

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
    { success: true, message, scheduledCall: output.object(resolved, scheduledCallFields) },
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
    { success: true, message, call: output.object(resolved, callFields) },
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
  const { resolveCall } = await import('../../operations/resolve-call.ts');
  await resolveCall(id, placed === undefined ? 'not_placed' : { placed }, {
    store: await context.store(),
    telephony: context.telephony,
    now: () => context.clock().now(),
  });
}

export interface RetryOptions {
  at?: string | undefined;
  maxAttempts?: number | undefined;
}

/** `scheduled retry` */
export async function retryScheduled(
  context: Context,
  words: string[],
  options: RetryOptions,
): Promise<ExitCode | undefined> {
  const { terminal, output, settings, clock } = context;
  const ids = callIds(await withStandardInput(words, terminal.stdin));
  const at = options.at === undefined ? undefined : await futureInstant(context, options.at);
  const many = ids.length === 1 ? `call ${ids[0]}` : `${ids.length} calls`;
  const when = at ? `at ${output.show.time(at)}` : 'as soon as possible';
  await terminal.confirm(`Try ${many} again, ${when}?`, { proposal: true, unasked: 'go ahead' });
  const now = clock().now();
  const newAttempts = options.maxAttempts ?? settings.maxAttempts;
  const result = await (await context.store()).retryScheduledCalls(ids, { at: at ?? now, newAttempts, now });
  const notRetried = notRetriedOf(result);
  const [first] = notRetried;
  if (first && result.retried.length === 0) throw nothingToRetry(result);
  const message = `${result.retried.length} call(s) will be tried again`;
  const scheduledCalls = result.retried.map((row) => output.object(row, scheduledCallFields));
  output.result(
    { success: !first, message, scheduledCalls, notRetried },
    () => `${terminal.paint.green('✓')} ${message}, ${when}`,
  );
  if (!first) return undefined;
  for (const { id, reason } of output.format.json ? [] : notRetried) {
    terminal.err(`${terminal.paintErr.yellow('!')} Call ${id} will not be tried again: ${reason}`);
  }
  return exitCodes.partly_done;
}

async function futureInstant({ settings, clock }: Context, text: string): Promise<Date> {
  const { parseWhen, requireFuture } = await import('../../domain/when.ts');
  const now = clock().now();
  const { timezone: zone, locale } = settings;
  const instant = parseWhen(text, { now, zone });
  requireFuture(instant, { now, zone, locale, text });
  return instant;
}

function notRetriedOf({ notFailed, missing }: RetryResult) {
  return [
    ...notFailed.map(({ id, status }) => ({ id, status, reason: `it is ${status}, not FAILED` })),
    ...missing.map((id) => ({ id, status: null, reason: 'there is no such scheduled call' })),
  ];
}

function nothingToRetry({ notFailed, missing }: RetryResult): Problem {
  if (notFailed.length === 0) return noSuchScheduledCall(missing);
  const reasons = notFailed.slice(0, 5).map(({ id, status }) => `call ${id} is ${status}`);
  return new Problem('refused', {
    code: 'not_failed',
    message: `Only a call that has FAILED can be tried again: ${reasons.join(', ')}.`,
    hint: "'voicebot scheduled list --status FAILED' shows those that have.",
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
