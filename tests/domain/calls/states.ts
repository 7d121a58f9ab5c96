import type { Call, CallReport } from '../../../src/domain/calls/call.ts';
import type { ScheduledCall } from '../../../src/domain/calls/scheduled-call.ts';

export const now = new Date('2026-12-08T03:00:00Z');

/** So many minutes from `now`. */
export function minutes(count: number): Date {
  return new Date(now.getTime() + count * 60_000);
}

/** An attempt that has just been written, with these differences. */
export function attempt(some: Partial<Call> = {}): Call {
  return {
    id: 1,
    reference: 'vb_1',
    scheduledCallId: 7,
    contactId: 3,
    attempt: 1,
    fromNumber: '+61255501234',
    toNumber: '+61491570006',
    agentId: 'agent_demo',
    dynamicVariables: {},
    status: 'placing',
    retellCallId: null,
    errorMessage: null,
    waitsFor: null,
    heldBecause: null,
    disconnectionReason: null,
    requestedAt: now,
    sentAgainAt: null,
    startedAt: null,
    endedAt: null,
    durationMs: null,
    updatedAt: now,
    ...some,
  };
}

/** A scheduled call that is due, with these differences. */
export function scheduledCall(some: Partial<ScheduledCall> = {}): ScheduledCall {
  return {
    id: 7,
    contactId: 3,
    fromNumber: '+61255501234',
    agentId: 'agent_demo',
    scheduledTime: now,
    status: 'IN_PROGRESS',
    retellCallId: null,
    callId: 1,
    dynamicVariables: {},
    errorMessage: null,
    attempts: 0,
    maxAttempts: 3,
    nextAttemptAt: null,
    waitsFor: null,
    executedAt: null,
    createdAt: now,
    updatedAt: now,
    ...some,
  };
}

/** What Retell reports of a call that has just been placed, with these differences. */
export function report(some: Partial<CallReport> = {}): CallReport {
  return {
    retellCallId: 'call_1',
    status: 'registered',
    disconnectionReason: null,
    startedAt: null,
    endedAt: null,
    durationMs: null,
    ...some,
  };
}
