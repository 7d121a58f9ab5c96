import type { Call } from '../../../src/domain/calls/call.ts';
import { type CallReport, nothingReported } from '../../../src/domain/calls/outcomes/report.ts';
import type { ScheduledCall } from '../../../src/domain/calls/scheduled-call.ts';

export const now = new Date('2026-12-08T03:00:00Z');

/** Returns the instant `count` minutes from `now`. */
export function minutes(count: number): Date {
  return new Date(now.getTime() + count * 60_000);
}

/** Returns an attempt that has just been written, with these changes. */
export function attempt(changes: Partial<Call> = {}): Call {
  return {
    id: 1,
    reference: 'vb_1',
    scheduledCallId: 7,
    contactId: 3,
    campaignId: null,
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
    requestedAt: now,
    sentAgainAt: null,
    sends: 1,
    alsoPlacedAs: null,
    didNotRing: false,
    accountId: null,
    timezone: null,
    locale: null,
    callTimes: null,
    outsideHours: null,
    allowRepeat: null,
    zones: null,
    zonesFrom: null,
    ...nothingReported,
    disposition: null,
    answeredBy: null,
    transcribedAt: null,
    webhookAt: null,
    purgedAt: null,
    updatedAt: now,
    ...changes,
  };
}

/** Returns a scheduled call that has been claimed, with these changes. */
export function scheduledCall(changes: Partial<ScheduledCall> = {}): ScheduledCall {
  return {
    id: 7,
    contactId: 3,
    campaignId: null,
    redialOf: null,
    callbackOf: null,
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
    dueBeforeCancel: null,
    waitsFor: null,
    verifyFirst: false,
    executedAt: null,
    simulated: null,
    timezone: null,
    locale: null,
    callTimes: null,
    outsideHours: null,
    allowRepeat: null,
    notAfter: null,
    opening: null,
    spacing: null,
    createdAt: now,
    updatedAt: now,
    ...changes,
  };
}

/** Returns Retell's report on a call that has just been placed, with these changes. */
export function report(changes: Partial<CallReport> = {}): CallReport {
  return {
    retellCallId: 'call_1',
    status: 'registered',
    ...nothingReported,
    observedAt: now,
    answer: {},
    ...changes,
  };
}
