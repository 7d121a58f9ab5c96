import { type CallStatus, type DisconnectionReason, finalStatus } from './disconnection-reasons.ts';
import { between, hexadecimal, type Random } from './random.ts';

type Sentiment = 'Negative' | 'Positive' | 'Neutral' | 'Unknown';

/** A call that is placed, and how it goes. Times are those of real life; `speed` shortens them. */
export interface ScriptedCall {
  /** Why the call ends; its final state follows from it. */
  reason: DisconnectionReason;
  /** Seconds from the request until somebody answers or the attempt is given up; drawn from the seed if not given. */
  ringSeconds?: number;
  /** Seconds of conversation; drawn from the seed if not given. A call that is not connected has none. */
  talkSeconds?: number;
}

/** A call that the API refuses to place. */
interface ScriptedRefusal {
  /** The HTTP status to refuse with. */
  refuse: 400 | 402 | 403 | 404 | 422;
  /** The `message` of the error; Retell's own for that status if not given. */
  message?: string;
}

/** What becomes of a request to call a number. */
export type CallScript = ScriptedCall | ScriptedRefusal;

/** All that will become of a call, settled when it is created. */
export interface Course {
  /** `call_` and 27 hexadecimal digits, as Retell's look. */
  callId: string;
  reason: DisconnectionReason;
  /** Milliseconds from creation to the answer, or to giving up; whole, at least 1. */
  ringMs: number;
  /** Milliseconds from the answer to the end; whole; 0 for a call that is never connected. */
  talkMs: number;
  sentiment: Sentiment;
  successful: boolean;
}

/** How a call stands at one instant. Instants are milliseconds since 1970. */
export interface CallState {
  status: CallStatus;
  /** When the conversation began; absent before, and for a call never connected. */
  startedAt?: number;
  /** When the conversation ended; absent before. */
  endedAt?: number;
  reason?: DisconnectionReason;
}

/** How often a call goes which way, as rising shares of 1. */
const reasonShares: readonly (readonly [upTo: number, reason: DisconnectionReason])[] = [
  [0.4, 'user_hangup'],
  [0.68, 'agent_hangup'],
  [0.82, 'dial_no_answer'],
  [0.88, 'dial_busy'],
  [0.96, 'voicemail_reached'],
  [0.99, 'user_declined'],
  [1, 'error_retell'],
];

/**
 * Settles a call's life. Every draw is made whether or not `script` overrules it, so a scripted number has the
 * same id as it would have had otherwise.
 * @param random the call's own generator
 * @param speed how many times faster than life the call goes by
 * @param script what is already decided
 */
export function drawCourse(random: Random, speed: number, script?: ScriptedCall): Course {
  const callId = `call_${hexadecimal(random, 27)}`;
  const drawn = drawReason(random);
  const reason = script?.reason ?? drawn;
  const ringSeconds = script?.ringSeconds ?? drawRingSeconds(random, reason);
  const talkSeconds = script?.talkSeconds ?? drawTalkSeconds(random, reason);
  const connects = finalStatus(reason) !== 'not_connected';
  const converses = finalStatus(reason) === 'ended' && reason !== 'voicemail_reached';
  return {
    callId,
    reason,
    ringMs: Math.max(1, Math.round((ringSeconds * 1000) / speed)),
    talkMs: connects ? Math.round((talkSeconds * 1000) / speed) : 0,
    sentiment: drawSentiment(random, converses),
    successful: random() < 0.8 && converses,
  };
}

/** The instant a call reaches its final state. */
export function endsAt(course: Course, createdAt: number): number {
  return createdAt + course.ringMs + course.talkMs;
}

/**
 * How a call stands at `now`: a function of its course, its creation and the instant alone, so nothing needs to run
 * for a call to go on.
 */
export function stateAt(course: Course, createdAt: number, now: number): CallState {
  const startedAt = createdAt + course.ringMs;
  const endedAt = endsAt(course, createdAt);
  if (now < startedAt) return { status: 'registered' };
  if (now < endedAt) return { status: 'ongoing', startedAt };
  const over = { status: finalStatus(course.reason), reason: course.reason };
  return course.talkMs > 0 ? { ...over, startedAt, endedAt } : over;
}

function drawReason(random: Random): DisconnectionReason {
  const share = random();
  return reasonShares.find(([upTo]) => share < upTo)?.[1] ?? 'user_hangup';
}

function drawRingSeconds(random: Random, reason: DisconnectionReason): number {
  if (reason === 'dial_no_answer') return between(random, 23, 27);
  if (reason === 'dial_busy' || reason === 'invalid_destination') return between(random, 1, 3);
  if (reason === 'voicemail_reached') return between(random, 18, 22);
  return between(random, 3, 8);
}

function drawTalkSeconds(random: Random, reason: DisconnectionReason): number {
  if (reason === 'voicemail_reached') return between(random, 8, 20);
  return finalStatus(reason) === 'error' ? between(random, 1, 15) : between(random, 20, 180);
}

function drawSentiment(random: Random, converses: boolean): Sentiment {
  const share = random();
  if (!converses) return 'Unknown';
  if (share < 0.15) return 'Negative';
  return share < 0.6 ? 'Positive' : 'Neutral';
}
