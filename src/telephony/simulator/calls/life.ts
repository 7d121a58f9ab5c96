import type { Plan } from './course.ts';
import { type CallStatus, type DisconnectionReason, finalStatus } from './disconnection-reasons.ts';

/** How a call stands at one instant. Instants are milliseconds since 1970. */
export interface LifeState {
  status: CallStatus;
  /** When the conversation began; absent before, and for a call never connected. */
  startedAt?: number;
  /** When the conversation ended; absent before. */
  endedAt?: number;
  reason?: DisconnectionReason;
}

/** The instant a call reaches its final state. */
export function overAt(plan: Plan, createdAt: number): number {
  return createdAt + plan.ringMs + plan.talkMs;
}

/**
 * How a call stands at `now`: a function of its plan, its creation and the instant alone, so nothing needs to run
 * for a call to go on.
 */
export function lifeAt(plan: Plan, createdAt: number, now: number): LifeState {
  const startedAt = createdAt + plan.ringMs;
  const endedAt = overAt(plan, createdAt);
  if (now < startedAt) return { status: 'registered' };
  if (now < endedAt) return { status: 'ongoing', startedAt };
  const over = { status: finalStatus(plan.reason), reason: plan.reason };
  return plan.talkMs > 0 ? { ...over, startedAt, endedAt } : over;
}
