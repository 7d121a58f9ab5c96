import type { Disposition } from '../../../domain/calls/outcomes/disposition.ts';
import { between, type Random } from '../calls/random.ts';

/**
 * The share of calls that people answer, by the hour on their clocks, in percent: few at night, some at work, most in the evening. Made
 * up, to look like a list of customers.
 */
const onWeekdays = [
  ...[2, 1, 1, 1, 1, 2, 6, 14, 20, 24, 26, 28],
  ...[34, 32, 28, 29, 33, 40, 46, 48, 42, 28, 12, 4],
] as const;
const atWeekends = [
  ...[3, 2, 1, 1, 1, 1, 3, 8, 18, 30, 38, 42],
  ...[42, 40, 38, 38, 40, 42, 44, 42, 36, 26, 14, 6],
] as const;

/** What does not depend on whether anybody is there, as shares of all calls. */
const failures: readonly (readonly [Disposition, number])[] = [
  ['our_side', 0.01],
  ['caller_id', 0.005],
  ['broke', 0.01],
];

/** The shares of unanswered calls that are busy, or declined. */
const busyShare = 0.12;
const declinedShare = 0.06;

/** Of those who were promised a call at this time, most wait for it. */
const promisedShare = 0.85;

/** What is so of a person, whenever they are called. */
export interface Habits {
  /** There is no such number. */
  isInvalid: boolean;
  hasVoicemail: boolean;
  /** How often they answer, compared with others. */
  keenness: number;
}

/** @param random the person's own generator */
export function drawHabits(random: Random): Habits {
  return {
    isInvalid: random() < 0.015,
    hasVoicemail: random() < 0.65,
    keenness: between(random, 0.6, 1.4),
  };
}

/** When a person is called, by their own clock. */
export interface CallMoment {
  /** From 0 to 23. */
  hour: number;
  isWeekend: boolean;
  /** Whether they were promised a call at this time. */
  isPromised: boolean;
}

/** Draws what comes of a call. */
export function drawDisposition(random: Random, habits: Habits, moment: CallMoment): Disposition {
  if (habits.isInvalid) return 'invalid';
  let share = random();
  for (const [disposition, part] of failures) {
    share -= part;
    if (share < 0) return disposition;
  }
  const [answers, otherwise] = [random(), random()];
  if (answers < answerShare(habits, moment)) return 'answered';
  if (otherwise < busyShare) return 'busy';
  if (otherwise < busyShare + declinedShare) return 'declined';
  return habits.hasVoicemail ? 'machine' : 'no_answer';
}

function answerShare({ keenness }: Habits, { hour, isWeekend, isPromised }: CallMoment): number {
  if (isPromised) return promisedShare;
  return (((isWeekend ? atWeekends : onWeekdays)[hour] ?? 0) / 100) * keenness;
}
