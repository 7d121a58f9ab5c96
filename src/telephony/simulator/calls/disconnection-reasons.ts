/** The statuses of a call (specification: `V2CallBase.call_status`). */
export type CallStatus = 'registered' | 'ongoing' | 'ended' | 'not_connected' | 'error';

/** Reasons that leave a call `not_connected`. */
const notConnectedReasons = [
  'dial_busy',
  'dial_failed',
  'dial_no_answer',
  'invalid_destination',
  'telephony_provider_permission_denied',
  'telephony_provider_unavailable',
  'sip_routing_error',
  'marked_as_spam',
  'user_declined',
] as const;

/** Reasons that leave a call `ended`. */
const endedReasons = [
  'user_hangup',
  'agent_hangup',
  'call_transfer',
  'voicemail_reached',
  'ivr_reached',
  'inactivity',
  'max_duration_reached',
  'transfer_bridged',
  'transfer_cancelled',
  'manual_stopped',
  'call_take_over',
] as const;

/** Reasons that leave a call in `error`. */
const errorReasons = [
  'concurrency_limit_reached',
  'no_valid_payment',
  'scam_detected',
  'error_llm_websocket_open',
  'error_llm_websocket_lost_connection',
  'error_llm_websocket_runtime',
  'error_llm_websocket_corrupt_payload',
  'error_no_audio_received',
  'error_asr',
  'error_retell',
  'error_unknown',
  'error_user_not_joined',
  'registered_call_timeout',
  'no_concurrency_fallback',
] as const;

/** Every `disconnection_reason` of the specification (`DisconnectionReason`). */
export const disconnectionReasons = [...notConnectedReasons, ...endedReasons, ...errorReasons] as const;

export type DisconnectionReason = (typeof disconnectionReasons)[number];

const notConnected: ReadonlySet<string> = new Set(notConnectedReasons);
const ended: ReadonlySet<string> = new Set(endedReasons);
const silent: ReadonlySet<string> = new Set<DisconnectionReason>([
  'invalid_destination',
  'dial_failed',
  'sip_routing_error',
  'marked_as_spam',
  'telephony_provider_permission_denied',
  'telephony_provider_unavailable',
  'concurrency_limit_reached',
  'no_valid_payment',
  'scam_detected',
  'registered_call_timeout',
  'no_concurrency_fallback',
]);

/** Returns the status of a call that ended for this reason. */
export function finalStatus(reason: DisconnectionReason): 'ended' | 'not_connected' | 'error' {
  if (notConnected.has(reason)) return 'not_connected';
  return ended.has(reason) ? 'ended' : 'error';
}

/** Returns whether a call that ended for this reason reached a phone; a busy one counts. */
export function reachesPhone(reason: DisconnectionReason): boolean {
  return !silent.has(reason);
}
