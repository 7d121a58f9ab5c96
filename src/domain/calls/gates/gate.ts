import type { Budget } from '../../campaigns/budget.ts';
import type { Campaign } from '../../campaigns/campaign.ts';
import type { Contact } from '../../contacts/contact.ts';
import type { Location } from '../../contacts/location/location.ts';
import type { Suppression } from '../../contacts/suppression/suppression.ts';
import type { Facts } from '../../problem.ts';
import type { Reader } from '../../time/time-display.ts';
import type { LiveCall } from '../call.ts';
import type { CallCalendar } from '../call-times/call-calendar.ts';
import type { Halt } from '../halts/halt.ts';
import type { RecentCall } from '../outcomes/recent-call.ts';
import type { WaitsFor } from '../scheduled-call.ts';
import type { CallExceptions, CallPolicy } from './policy.ts';

/** What the gates know about a call when they decide whether a phone may ring. */
export interface CallFacts {
  /** When the phone would ring. */
  at: Date;
  /** E.164. */
  toNumber: string;
  /** The person to call; null if the contact has been removed. */
  contact: Pick<Contact, 'name' | 'phoneNumber' | 'doNotCallAt'> | null;
  /** Since when the contact is another person, to whom a list gave the number; null if it has always been the same. */
  personSince: Date | null;
  /** The id of an earlier attempt of the same scheduled call that may have made the phone ring; null if there is none. */
  earlierAttempt: number | null;
  /** Other calls to the number that are or may be ringing or in progress. */
  liveCalls: readonly LiveCall[];
  /** Whether the call was planned against a simulator, and whether a simulator would place it now; null if it was not planned. */
  simulated: { planned: boolean; now: boolean } | null;
  /** Whether Retell must be asked first if it was ever placed, because its database was restored from a copy. */
  mustVerify: boolean;
  /** The do-not-call entry that the number is listed by, with or without a contact; null if it is not. */
  suppression: Suppression | null;
  /** Earlier calls to the number in the last 25 hours or so, which its cap may count. */
  recentCalls: readonly RecentCall[];
  /** When the number was last washed against a do-not-call register; null for never. */
  washedAt: Date | null;
  /** The halt that stands; null if there is none. */
  halt: Halt | null;
  /** The campaign that it belongs to, with its budget if it has a cap; null if it belongs to none. */
  campaign: (Pick<Campaign, 'name' | 'pause'> & { budget: Budget | null }) | null;
  policy: CallPolicy;
  exceptions: CallExceptions;
  /** Where the person may be; null if the contact has been removed. */
  location: Location | null;
  calendar: CallCalendar;
  /** When it was due; null for an immediate call. */
  due: Due | null;
}

/** When a scheduled call was due, and what makes it late. */
export interface Due {
  at: Date;
  /** When it was scheduled; null if that does not matter. */
  plannedAt: Date | null;
  /** When it is too late, if the operator said so. */
  notAfter: Date | null;
  /** When a run last found something due before now; null if that is not known. */
  lastRunAt: Date | null;
  /** Who planned it, for messages. */
  reader: Reader;
}

/** The rules that can delay or forbid a call, as `why` names them. */
export type GateName =
  | ('do_not_call' | 'callee' | 'one_ring' | 'rehearsal' | 'verified' | 'number_in_use')
  | ('call_times' | 'cap' | 'wash' | 'lateness' | 'halt' | 'campaign');

/** A rule in words, and where it comes from: a law, a setting, the operator, or voicebot's own promise. */
export interface Rule {
  text: string;
  source: string;
}

/** The facts that only a claim's transaction can read, before there is a claim. A contact with a marked number is marked itself. */
export const noFacts = {
  personSince: null,
  earlierAttempt: null,
  liveCalls: [],
  simulated: null,
  mustVerify: false,
  suppression: null,
  recentCalls: [],
  washedAt: null,
  halt: null,
  campaign: null,
  due: null,
} satisfies Partial<CallFacts>;

/** What a gate says about a call: it may be placed, it has to wait, or it must not be placed. The reason says from what it was decided. */
export type Verdict =
  | { kind: 'place'; reason?: string }
  | (Wait & { kind: 'wait' })
  | { kind: 'refuse'; code: string; reason: string };

export interface Wait {
  /** When to decide again. */
  until: Date;
  waitsFor: WaitsFor;
  reason: string;
  facts?: Facts;
  /** Whether nobody knows when it ends: not time ends it, but somebody's doing. */
  isIndefinite?: true;
  /** When the call was too late, if it is so already, so that it is still late after the wait. */
  notAfter?: Date;
}

/** A rule that can delay or forbid a call. */
export interface Gate {
  name: GateName;
  rule: (facts: CallFacts) => Rule;
  /** Says from what it was decided that the call may be placed; for people who ask, never in a claim. */
  because?: (facts: CallFacts) => Because | null | undefined;
  /** Pure; if it throws, the call is undecided. */
  decide: (facts: CallFacts) => Verdict;
}

/** Why a call may be placed. */
export interface Because {
  reason: string;
  /** Whether the operator is asked first, as a rule stands in the way that does not hold. */
  isAskedAbout?: true;
}

/** What the chain of gates decides. `undecided`: something it depends on cannot be read, so no phone rings. */
export type Decision =
  | Verdict
  | { kind: 'undecided'; until: Date; waitsFor: WaitsFor; reason: string; cause: unknown };

/** Why a call is not placed now. */
export type NotNow = Exclude<Decision, { kind: 'place' }>;

/** The source of the rules that voicebot always keeps. */
export const promise = 'voicebot’s promise';

/** The source of the rules that the operator has set. */
export const ownSettings = 'your settings';

export const mayPlace: Verdict = { kind: 'place' };

/** How long an undecided call waits before it is decided again, ms. */
const undecidedWait = 60 * 60 * 1000;

/** Asks a chain of gates: any refusal wins; otherwise the latest wait; otherwise the call may be placed. */
export function decide(gates: readonly Gate[], facts: CallFacts): Decision {
  try {
    const verdicts = gates.map((gate) => gate.decide(facts));
    const waits = verdicts.filter((verdict) => verdict.kind === 'wait');
    const [latest] = waits.toSorted((a, b) => b.until.getTime() - a.until.getTime());
    const notAfter = waits.find((wait) => wait.notAfter)?.notAfter;
    const wait = latest && notAfter ? { ...latest, notAfter } : latest;
    return verdicts.find(({ kind }) => kind === 'refuse') ?? wait ?? mayPlace;
  } catch (error) {
    return undecided(error, facts.at);
  }
}

/** Returns the decision when something it depends on cannot be read: no call now, and another try in an hour. */
export function undecided(error: unknown, now: Date): Extract<Decision, { kind: 'undecided' }> {
  const what = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return {
    kind: 'undecided',
    until: new Date(now.getTime() + undecidedWait),
    waitsFor: 'operator',
    reason: `voicebot could not decide whether to call (${what.replace(/\s+/g, ' ').slice(0, 200)})`,
    cause: error,
  };
}
