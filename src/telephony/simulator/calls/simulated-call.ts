import { type PlacedCall, referenceOf } from './call-book.ts';
import { stateAt } from './course.ts';
import type { CallStatus, DisconnectionReason } from './disconnection-reasons.ts';

/** A call as it stands at the moment of asking, for tests and for people. */
export interface SimulatedCall {
  callId: string;
  status: CallStatus;
  fromNumber: string;
  toNumber: string;
  agentId: string;
  /** The caller's own name for it: `metadata.voicebot_reference`, or else the idempotency key. */
  reference?: string;
  variables: Readonly<Record<string, string>>;
  createdAt: Date;
  startedAt?: Date;
  endedAt?: Date;
  reason?: DisconnectionReason;
}

/** How a call stands at `now`, in milliseconds. */
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
