import {
  type DisconnectionReason,
  disconnectionReasons,
} from '../../../domain/calls/outcomes/disconnection-reasons.ts';
import type { Disposition } from '../../../domain/calls/outcomes/disposition.ts';
import type { CallbackWish } from '../people/requests.ts';
import { costFactorAt, type PlacedCall, referenceOf } from './call-book.ts';
import { endsAt, stateAt } from './course.ts';
import type { CallStatus } from './disconnection-reasons.ts';
import { callAnalysis, callCost } from './post-call.ts';

/** A snapshot of a call, for tests and people: what has become of it, whatever Retell's API tells so far. */
export interface SimulatedCall {
  callId: string;
  status: CallStatus;
  fromNumber: string;
  toNumber: string;
  agentId: string;
  /** See {@link referenceOf}. */
  reference?: string;
  variables: Readonly<Record<string, string>>;
  createdAt: Date;
  startedAt?: Date;
  endedAt?: Date;
  reason?: DisconnectionReason;
  /** The rest is there once it is over. */
  outcome?: SimulatedOutcome;
}

/** What came of a call that is over. */
export interface SimulatedOutcome {
  disposition: Disposition;
  /** When it was over, answered or not. */
  at: Date;
  /** US cents; 0 if nobody answered. */
  costCents: number;
  /** When Retell has analysed it; null for never. */
  analysedAt: Date | null;
  /** Whether the analysis calls it successful. */
  successful: boolean;
  /** Whether Retell's API knows of it, sooner or later. */
  isTold: boolean;
  /** Whether the person said that they must not be called again. */
  optOut: boolean;
  /** How the person asked to be called back; null if they did not. */
  callback: CallbackWish | null;
}

/** Returns a snapshot of a call at `now` (ms since 1970). */
export function simulatedCall(call: PlacedCall, now: number): SimulatedCall {
  const { status, startedAt, endedAt, reason } = stateAt(call.course, call.createdAt, now);
  const reference = referenceOf(call.request);
  return {
    callId: call.course.callId,
    status,
    fromNumber: call.request.from_number,
    toNumber: call.request.to_number,
    agentId: call.agentId,
    ...(reference !== undefined && { reference }),
    variables: call.request.retell_llm_dynamic_variables ?? {},
    createdAt: new Date(call.createdAt),
    ...(startedAt !== undefined && { startedAt: new Date(startedAt) }),
    ...(endedAt !== undefined && { endedAt: new Date(endedAt) }),
    ...(reason !== undefined && { reason, outcome: outcomeOf(call, reason, now) }),
  };
}

function outcomeOf(call: PlacedCall, reason: DisconnectionReason, now: number): SimulatedOutcome {
  const { course, createdAt, analysisDelayMs } = call;
  const { scripted, talkMs } = course;
  const at = endsAt(course, createdAt);
  return {
    disposition: scripted.disposition ?? disconnectionReasons[reason].disposition,
    at: new Date(at),
    costCents: talkMs > 0 ? callCost(talkMs, costFactorAt(call, now)).combined_cost : 0,
    analysedAt: talkMs > 0 && Number.isFinite(analysisDelayMs) ? new Date(at + analysisDelayMs) : null,
    successful: callAnalysis(course).call_successful,
    isTold: !scripted.isNeverTold,
    optOut: scripted.wishes?.optOut ?? false,
    callback: scripted.wishes?.callback ?? null,
  };
}
