import type { CallFacts, Decision, Gate } from '../gates/gate.ts';

/**
 * When a call may ring a phone. `open`: at that time, and not a minute before · `never`: it is refused, now or when its wait is over ·
 * `unknown`: it waits for something that somebody has to do first.
 */
export type Outlook =
  | { kind: 'open'; at: Date }
  | { kind: 'never'; at: Date; reason: string }
  | { kind: 'unknown'; at: Date; reason: string };

/** How often to ask at most: a number in use is asked about every five minutes for hours. */
const most = 1000;

/**
 * Finds when a call may first be placed, by asking again whenever its wait is over, as a run does.
 *
 * @param ask decides the call as a claim at that time would
 * @param from when to begin: now, or when it is due
 */
export async function outlookFrom(ask: (at: Date) => Promise<Decision>, from: Date): Promise<Outlook> {
  let at = from;
  let reason = '';
  for (let asked = 0; asked < most; asked++) {
    const decision = await ask(at);
    // What waits until this very moment is placed by the run that comes now.
    if (decision.kind === 'place' || (decision.kind === 'wait' && decision.until <= at))
      return { kind: 'open', at };
    reason = decision.reason;
    if (decision.kind === 'refuse') return { kind: 'never', at, reason };
    if (decision.kind === 'undecided' || decision.isIndefinite) break;
    at = decision.until;
  }
  return { kind: 'unknown', at, reason };
}

/** Returns the gates without those that make a call wait until somebody does something. */
export function withoutIndefinite(gates: readonly Gate[], facts: CallFacts): Gate[] {
  return gates.filter(({ decide }) => {
    try {
      const verdict = decide(facts);
      return verdict.kind !== 'wait' || !verdict.isIndefinite;
    } catch {
      return true;
    }
  });
}
