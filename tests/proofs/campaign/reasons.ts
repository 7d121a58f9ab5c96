import { DateTime } from 'luxon';
import type { SimulatedCall } from '../../../src/telephony/simulator/calls/simulated-call.ts';
import type { Callee } from './people.ts';

const minute = 60_000;

/** The redial rules of the campaign: after what, how much later, and while fewer redials than this were made. */
export interface Rules {
  [disposition: string]: { delay: number; most: number };
}

/** Why a person may be called once more. */
interface Reason {
  kind: 'retry' | 'redial' | 'callback';
  /** From when on. */
  from: number;
}

/** A call that is over, as the simulator's log has it. */
type OverCall = SimulatedCall & Required<Pick<SimulatedCall, 'outcome'>>;

/** What became of one person in a campaign. */
export interface PersonsEnd {
  /** Which calls had no reason, as sentences. */
  violations: string[];
  redials: number;
  /** Why the person should have been called once more, but was not; undefined if there was no reason. */
  open: Reason | undefined;
}

/**
 * Says for each call to a person, from the simulator's log alone, why it was made: by a rule, for a promise, or because Retell did not dial.
 *
 * @param calls all calls to the person in the campaign, in order of time
 */
export function reasonsFor(callee: Callee, calls: readonly OverCall[], rules: Rules): PersonsEnd {
  const violations: string[] = [];
  let [redials, charged, isReached] = [0, 0, false];
  let reason: Reason | undefined;
  for (const [index, call] of calls.entries()) {
    if (index > 0 && !reason)
      violations.push(`${callee.number} was called again without a reason (${call.callId})`);
    if (reason && call.createdAt.getTime() < reason.from)
      violations.push(`${callee.number} was called for a ${reason.kind} before its time (${call.callId})`);
    if (reason?.kind === 'redial') redials += 1;
    if (reason?.kind !== 'retry') charged = 0;
    const { disposition } = call.outcome;
    if (disposition === 'our_side' && call.reason !== 'concurrency_limit_reached') charged += 1;
    isReached ||= endsRedials.has(disposition);
    reason = reasonAfter(call, callee, { redials, charged, isReached }, rules);
  }
  return { violations, redials, open: reason };
}

const endsRedials: ReadonlySet<string> = new Set(['answered', 'declined', 'invalid']);

/** The attempts that a scheduled call has. */
const maxAttempts = 3;

function reasonAfter(
  call: OverCall,
  callee: Callee,
  { redials, charged, isReached }: { redials: number; charged: number; isReached: boolean },
  rules: Rules,
): Reason | undefined {
  const { outcome } = call;
  const end = outcome.at.getTime();
  if (!outcome.isTold || outcome.optOut) return undefined;
  if (outcome.disposition === 'our_side')
    return charged < maxAttempts ? { kind: 'retry', from: end } : undefined;
  const promised = promisedAt(call, callee);
  if (promised) return { kind: 'callback', from: promised.getTime() };
  const rule = rules[outcome.disposition];
  const isKnown = outcome.disposition !== 'machine' || isKnownMachine(call);
  return rule && isKnown && !isReached && redials < rule.most
    ? { kind: 'redial', from: end + rule.delay }
    : undefined;
}

/** Returns whether Retell tells that a machine answered: by the reason, or by an analysis that comes. */
function isKnownMachine({ reason, outcome }: OverCall): boolean {
  return reason === 'voicemail_reached' || reason === 'ivr_reached' || outcome.analysedAt !== null;
}

/** Returns when a person was promised a call, as far as that can be kept: by Luxon, in hours that are open. */
export function promisedAt({ outcome }: OverCall, { zone }: Callee): Date | undefined {
  if (!outcome.callback?.at || !outcome.analysedAt) return undefined;
  const at = DateTime.fromFormat(outcome.callback.at, 'yyyy-MM-dd HH:mm', { zone });
  return isOpenAt(at) && at.toMillis() > outcome.analysedAt.getTime() ? at.toJSDate() : undefined;
}

/** Monday to Friday from 9 to 20, Saturday from 9 to 17; the proof has no holidays. */
export function isOpenAt({ weekday, hour }: DateTime): boolean {
  return weekday !== 7 && hour >= 9 && hour < (weekday === 6 ? 17 : 20);
}

/** How late a callback may be, and how long a report may take to be read. */
export const tolerance = 15 * minute;
