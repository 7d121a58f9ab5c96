import { costFactorAt, type PlacedCall } from '../calls/call-book.ts';
import { stateAt } from '../calls/course.ts';
import { callAnalysis, callCost } from '../calls/post-call.ts';
import { transcript, transcriptObject, transcriptWithTools } from '../calls/transcript.ts';

/**
 * Returns a call as `POST /v3/list-calls` lists it (specification: `V3PhoneCallResponse`), without the fields that
 * are not known yet at `now` (ms since 1970).
 */
export function listedCall(call: PlacedCall, now: number) {
  const { status, startedAt, endedAt, reason } = stateAt(call.course, call.createdAt, now);
  const { request } = call;
  return {
    call_type: 'phone_call' as const,
    call_id: call.course.callId,
    agent_id: call.agentId,
    ...(call.agentName !== undefined && { agent_name: call.agentName }),
    agent_version:
      typeof request.override_agent_version === 'number' ? request.override_agent_version : call.agentVersion,
    call_status: status,
    from_number: request.from_number,
    to_number: request.to_number,
    direction: 'outbound' as const,
    metadata: request.metadata ?? {},
    retell_llm_dynamic_variables: request.retell_llm_dynamic_variables ?? {},
    ...(request.custom_sip_headers && { custom_sip_headers: request.custom_sip_headers }),
    data_storage_setting: 'everything' as const,
    opt_in_signed_url: false,
    ...(startedAt !== undefined && { start_timestamp: startedAt }),
    ...(reason !== undefined && { disconnection_reason: reason }),
    ...(startedAt !== undefined && endedAt !== undefined && postCallFields(call, startedAt, endedAt, now)),
  };
}

/** A call as listed, without its transcript. */
export type ListedCall = ReturnType<typeof listedCall>;

/** Returns a call as `POST /v2/create-phone-call` and `GET /v2/get-call/{call_id}` do (`V2PhoneCallResponse`). */
export function fullCall(call: PlacedCall, now: number) {
  const listed = listedCall(call, now);
  const isOver = listed.end_timestamp !== undefined;
  return {
    ...listed,
    telephony_identifier: { twilio_call_sid: `CA${call.course.callId.slice(-27)}00000` },
    ...(isOver && {
      transcript: transcript(call.course),
      transcript_object: transcriptObject(call.course),
      transcript_with_tool_calls: transcriptWithTools(call.course),
    }),
  };
}

function postCallFields(call: PlacedCall, startedAt: number, endedAt: number, now: number) {
  const durationMs = endedAt - startedAt;
  const { analysisDelayMs } = call;
  return {
    end_timestamp: endedAt,
    duration_ms: durationMs,
    recording_url: call.recordingUrl,
    ...(now >= endedAt + analysisDelayMs && { call_analysis: callAnalysis(call.course) }),
    call_cost: callCost(durationMs, costFactorAt(call, now)),
  };
}
