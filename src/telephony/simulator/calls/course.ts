import type { DisconnectionReason } from '../../../domain/calls/outcomes/disconnection-reasons.ts';
import type { Disposition } from '../../../domain/calls/outcomes/disposition.ts';
import type { CallbackWish } from '../people/requests.ts';
import { type CallStatus, finalStatus, reachesPhone } from './disconnection-reasons.ts';
import { between, hexadecimal, type Random } from './random.ts';

type Sentiment = 'Negative' | 'Positive' | 'Neutral' | 'Unknown';

/** How and when Retell tells of a call. Times are at normal speed. */
export interface Reporting {
  /** Seconds from its end until it is analysed; Infinity for never. By default the simulator's `analysisDelayMs`. */
  analysisSeconds?: number;
  /** How old the news of it is, seconds. Default 0. */
  lateSeconds?: number;
  /** Whether lists have it twice. */
  isToldTwice?: boolean;
  /** Whether neither lists nor lookups know of it. */
  isNeverTold?: boolean;
}

/** What a person wants, as the analysis of their call says. */
export interface Wishes {
  /** Whether they must not be called again. */
  optOut: boolean;
  callback: CallbackWish | null;
}

/** How a placed call is to go. Times are at normal speed; whatever is absent is drawn from the seed. */
export interface ScriptedCall extends Reporting {
  /** Why the call ends. Determines its final status. */
  reason: DisconnectionReason;
  /** Seconds from the request until the phone is answered or the attempt ends. */
  ringSeconds?: number;
  /** Seconds of conversation; ignored for a call that never connects. */
  talkSeconds?: number;
  /** Fields of Retell's analysis, in place of what is drawn. */
  analysis?: Partial<CallAnalysis>;
  /** What is said in the conversation, in place of the usual. */
  turns?: readonly SimulatedTurn[];
  /** What came of it, for the simulator's own log. By default what its reason means. */
  disposition?: Disposition;
  /** Told in the custom analysis. */
  wishes?: Wishes;
}

/** Who says something, what, and how many seconds after the beginning; or a tool that the agent uses, its arguments and its answer. */
export type SimulatedTurn =
  | readonly [speaker: 'agent' | 'user', text: string, at?: number]
  | readonly [kind: 'tool', name: string, input: Record<string, unknown>, result: string];

/** Specification: `CallAnalysis`. */
export interface CallAnalysis {
  call_summary: string;
  in_voicemail: boolean;
  user_sentiment: Sentiment;
  call_successful: boolean;
  custom_analysis_data: Record<string, unknown>;
}

/** A request that the API is to refuse. */
interface ScriptedRefusal {
  /** The HTTP status. */
  refuse: 400 | 402 | 403 | 404 | 422;
  /** Defaults to Retell's own message for that status. */
  message?: string;
}

/** How requests to call a number are to go. */
export type CallScript = ScriptedCall | ScriptedRefusal;

/** How a call goes, fixed when it is created. */
export interface Course {
  /** `call_` and 27 hexadecimal digits, like Retell's. */
  callId: string;
  reason: DisconnectionReason;
  /** Whole ms from creation until the phone is answered or the attempt ends; at least 1. */
  ringMs: number;
  /** Whole ms of conversation; 0 for a call that never connects. */
  talkMs: number;
  sentiment: Sentiment;
  successful: boolean;
  /** What the script says of it, in place of what is drawn. */
  scripted: Partial<ScriptedCall>;
}

/** The state of a call at one instant. Instants are ms since 1970. */
export interface CallState {
  status: CallStatus;
  /** When the conversation started, once it has. */
  startedAt?: number;
  /** When the conversation ended, once it has. */
  endedAt?: number;
  reason?: DisconnectionReason;
}

/** Why calls end, and how often: shares of whatever they add up to. */
export type ReasonShares = readonly (readonly [reason: DisconnectionReason, share: number])[];

export const usualReasons: ReasonShares = [
  ['user_hangup', 0.4],
  ['agent_hangup', 0.28],
  ['dial_no_answer', 0.14],
  ['dial_busy', 0.06],
  ['voicemail_reached', 0.08],
  ['user_declined', 0.03],
  ['error_retell', 0.01],
];

/** For how long an agent may talk in a call if nothing else is said, ms. */
export const usualMaxDurationMs = 3_600_000;

export interface CourseOptions {
  /** How many times faster than real time the call runs. */
  speed: number;
  /** Why calls end, and how often. */
  reasons: ReasonShares;
  /** For how long the agent may talk. */
  maxTalkSeconds: number;
}

/**
 * Draws the course of a call. The id is drawn first and a script replaces what is drawn later, so that scripting a
 * number never changes the id.
 * @param random the call's own generator
 */
export function drawCourse(
  random: Random,
  { speed, reasons, maxTalkSeconds }: CourseOptions,
  script?: ScriptedCall,
): Course {
  const callId = `call_${hexadecimal(random, 27)}`;
  const drawn = drawReason(random, reasons);
  const wanted = script?.reason ?? drawn;
  const ringSeconds = script?.ringSeconds ?? drawRingSeconds(random, wanted);
  const wantedSeconds = script?.talkSeconds ?? drawTalkSeconds(random, wanted);
  const isCutOff = wantedSeconds > maxTalkSeconds && finalStatus(wanted) === 'ended';
  const reason = isCutOff ? 'max_duration_reached' : wanted;
  const talkSeconds = Math.min(wantedSeconds, maxTalkSeconds);
  const connects = finalStatus(reason) !== 'not_connected' && reachesPhone(reason);
  const converses = finalStatus(reason) === 'ended' && reason !== 'voicemail_reached';
  return {
    callId,
    reason,
    ringMs: Math.max(1, Math.round((ringSeconds * 1000) / speed)),
    talkMs: connects ? Math.round((talkSeconds * 1000) / speed) : 0,
    sentiment: drawSentiment(random, converses),
    successful: random() < 0.8 && converses,
    scripted: script ?? {},
  };
}

/** Returns the instant at which a call reaches its final status. */
export function endsAt(course: Course, createdAt: number): number {
  return createdAt + course.ringMs + course.talkMs;
}

/** Returns the state of a call at `now`. It follows from these three values alone, so no timer has to run. */
export function stateAt(course: Course, createdAt: number, now: number): CallState {
  const startedAt = createdAt + course.ringMs;
  const endedAt = endsAt(course, createdAt);
  if (now < startedAt) return { status: 'registered' };
  if (now < endedAt) return { status: 'ongoing', startedAt };
  const over = { status: finalStatus(course.reason), reason: course.reason };
  return course.talkMs > 0 ? { ...over, startedAt, endedAt } : over;
}

function drawReason(random: Random, reasons: ReasonShares): DisconnectionReason {
  let left = random() * reasons.reduce((sum, [, share]) => sum + share, 0);
  for (const [reason, share] of reasons) {
    left -= share;
    if (left < 0) return reason;
  }
  return 'user_hangup';
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
