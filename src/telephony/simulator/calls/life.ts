import type { Course } from './course.ts';
import { type CallStatus, type DisconnectionReason, finalStatus } from './disconnection-reasons.ts';

/** How a call stands at one instant. Instants are milliseconds since 1970. */
export interface CallState {
  status: CallStatus;
  /** When the conversation began; absent before, and for a call never connected. */
  startedAt?: number;
  /** When the conversation ended; absent before. */
  endedAt?: number;
  reason?: DisconnectionReason;
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
