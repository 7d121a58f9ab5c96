import type { DisconnectionReason } from '../../../domain/calls/outcomes/disconnection-reasons.ts';
import { type PlacedCall, referenceOf } from './call-book.ts';
import { stateAt } from './course.ts';
import type { CallStatus } from './disconnection-reasons.ts';

/** A snapshot of a call, for tests and people. */
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
    ...(reason !== undefined && { reason }),
  };
}
