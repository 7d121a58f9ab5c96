import type { DisconnectionReason } from '../../../domain/calls/outcomes/disconnection-reasons.ts';
import type { Disposition } from '../../../domain/calls/outcomes/disposition.ts';
import { areaOfNumber } from '../../../domain/contacts/location/numbers/area-of-number.ts';
import { asIfUtc, type WallTime, wallTimeAt } from '../../../domain/time/local-time.ts';
import type { ScriptedCall } from '../calls/course.ts';
import { between, numberFrom, pick, type Random, randomFor } from '../calls/random.ts';
import { drawBrokenOff, drawConversation, drawMessage, type Mood } from './conversation.ts';
import { drawDisposition, drawHabits } from './pick-up.ts';
import { drawReporting } from './reporting.ts';
import { drawCallbackWish } from './requests.ts';

/** How the people are whom a realistic simulator's calls reach; each has a default. */
export interface PeopleOptions {
  /** The zone of people whose number does not say theirs (IANA name). Default Australia/Sydney. */
  timezone?: string | undefined;
  /** The share of people who answer and do not want to be called again, from 0 to 1. Default 0.02. */
  optOuts?: number | undefined;
  /** The share of people who answer and ask to be called back. Default 0.06. */
  callbacks?: number | undefined;
}

/** A call about to be placed. */
export interface CallToPerson {
  toNumber: string;
  /** The name of the person, if the agent knows it. */
  name: string;
  now: Date;
  /** How many calls the number had before. */
  earlier: number;
  /** When the person last asked to be called back, as a wall time. */
  promised: string | null;
}

/**
 * People with clocks of their own. What comes of a call depends on the hour at the callee's, and on chance: equal seeds, numbers and times
 * give equal calls, whatever other calls there are.
 */
export class People {
  readonly #seed: number;
  readonly #timezone: string;
  readonly #optOuts: number;
  readonly #callbacks: number;

  constructor(seed: number, options: PeopleOptions) {
    this.#seed = seed;
    this.#timezone = options.timezone ?? 'Australia/Sydney';
    this.#optOuts = options.optOuts ?? 0.02;
    this.#callbacks = options.callbacks ?? 0.06;
  }

  /** Draws how a call goes. */
  draw(call: CallToPerson): ScriptedCall {
    const own = numberFrom(`${this.#seed} ${call.toNumber}`);
    const random = randomFor(own, call.earlier + 1);
    const clock = wallTimeAt(call.now, this.#zoneOf(call.toNumber));
    const weekday = new Date(asIfUtc(clock)).getUTCDay();
    const disposition = drawDisposition(random, drawHabits(randomFor(own, 0)), {
      hour: clock.hour,
      isWeekend: weekday === 0 || weekday === 6,
      isPromised: call.promised !== null && isNear(call.promised, clock),
    });
    const ringSeconds = drawRingSeconds(random, disposition);
    return {
      ringSeconds,
      disposition,
      ...this.#drawCall(random, disposition, call.name, clock),
      ...drawReporting(random),
    };
  }

  /** Returns the zone of a number; of several the configured one, if the number may be there. */
  #zoneOf(toNumber: string): string {
    const { zones, isGeographic } = areaOfNumber(toNumber);
    const mayBeThere = !isGeographic || zones.includes(this.#timezone);
    const [zone = this.#timezone, ...others] = zones;
    return others.length > 0 && mayBeThere ? this.#timezone : zone;
  }

  #drawCall(random: Random, disposition: Disposition, name: string, clock: WallTime): ScriptedCall {
    const reason = pick(random, reasons[disposition]);
    if (disposition === 'answered') return { reason, ...this.#drawAnswered(random, name, clock) };
    if (disposition === 'broke') return { reason, ...scriptOf(drawBrokenOff(random)) };
    if (disposition !== 'machine') return { reason };
    // Sometimes only the analysis recognises a machine.
    return { reason, ...scriptOf(drawMessage(random, reason === 'ivr_reached'), { in_voicemail: true }) };
  }

  #drawAnswered(random: Random, name: string, clock: WallTime): Omit<ScriptedCall, 'reason'> {
    const mood = this.#drawMood(random);
    const wish = mood === 'call_back' ? drawCallbackWish(random, clock) : undefined;
    return {
      ...scriptOf(drawConversation(random, { mood, name, wish }), { in_voicemail: false }),
      wishes: { optOut: mood === 'stop', callback: wish ?? null },
    };
  }

  #drawMood(random: Random): Mood {
    const share = random();
    if (share < this.#optOuts) return 'stop';
    if (share < this.#optOuts + this.#callbacks) return 'call_back';
    return random() < 0.6 ? 'agrees' : 'not_interested';
  }
}

/** Why a call ends, by what came of it; more often named first. */
const reasons: Readonly<Record<Disposition, readonly DisconnectionReason[]>> = {
  answered: ['user_hangup', 'user_hangup', 'agent_hangup', 'agent_hangup', 'call_transfer', 'inactivity'],
  machine: ['voicemail_reached', 'voicemail_reached', 'voicemail_reached', 'ivr_reached', 'agent_hangup'],
  busy: ['dial_busy'],
  no_answer: ['dial_no_answer'],
  declined: ['user_declined'],
  invalid: ['invalid_destination'],
  caller_id: ['marked_as_spam', 'dial_failed'],
  our_side: ['telephony_provider_unavailable', 'sip_routing_error', 'concurrency_limit_reached'],
  broke: ['error_llm_websocket_lost_connection', 'error_asr', 'error_no_audio_received', 'error_unknown'],
};

/** How long a phone rings, from and to, seconds. */
const ringing: Readonly<Record<Disposition, readonly [from: number, to: number]>> = {
  answered: [4, 22],
  machine: [18, 28],
  busy: [1, 4],
  no_answer: [25, 40],
  declined: [3, 14],
  invalid: [1, 3],
  caller_id: [1, 3],
  our_side: [1, 2],
  broke: [4, 22],
};

function drawRingSeconds(random: Random, disposition: Disposition): number {
  const [from, to] = ringing[disposition];
  return between(random, from, to);
}

function scriptOf(
  { turns, seconds, analysis }: ReturnType<typeof drawConversation>,
  more: ScriptedCall['analysis'] = {},
): Pick<ScriptedCall, 'turns' | 'talkSeconds' | 'analysis'> {
  return { turns, talkSeconds: seconds, analysis: { ...analysis, ...more } };
}

/** Returns whether a wall time is within half an hour of what the clock shows. */
function isNear(promised: string, clock: WallTime): boolean {
  return Math.abs(Date.parse(`${promised.replace(' ', 'T')}Z`) - asIfUtc(clock)) <= 30 * 60_000;
}
