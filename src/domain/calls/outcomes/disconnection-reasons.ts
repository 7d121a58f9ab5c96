import { type CallStatus, isOver } from '../call-status.ts';
import { type Disposition, phoneRang } from './disposition.ts';
import type { ReportedFacts } from './report.ts';

interface Meaning {
  /** The status in which Retell leaves the call. */
  status: 'ended' | 'not_connected' | 'error';
  disposition: Disposition;
  /** Set if it is no failure of the call's own, so that it loses no attempt: the account's, or too few lines. */
  fault?: 'account' | 'lines';
}

/** Retell's reasons for the end of a call (its API reference, `DisconnectionReason`), and what each means. */
export const disconnectionReasons = {
  user_hangup: { status: 'ended', disposition: 'answered' },
  agent_hangup: { status: 'ended', disposition: 'answered' },
  call_transfer: { status: 'ended', disposition: 'answered' },
  transfer_bridged: { status: 'ended', disposition: 'answered' },
  transfer_cancelled: { status: 'ended', disposition: 'answered' },
  inactivity: { status: 'ended', disposition: 'answered' },
  max_duration_reached: { status: 'ended', disposition: 'answered' },
  call_take_over: { status: 'ended', disposition: 'answered' },
  manual_stopped: { status: 'ended', disposition: 'answered' },
  voicemail_reached: { status: 'ended', disposition: 'machine' },
  ivr_reached: { status: 'ended', disposition: 'machine' },
  dial_busy: { status: 'not_connected', disposition: 'busy' },
  dial_no_answer: { status: 'not_connected', disposition: 'no_answer' },
  user_declined: { status: 'not_connected', disposition: 'declined' },
  invalid_destination: { status: 'not_connected', disposition: 'invalid' },
  marked_as_spam: { status: 'not_connected', disposition: 'caller_id' },
  dial_failed: { status: 'not_connected', disposition: 'caller_id' },
  concurrency_limit_reached: { status: 'error', disposition: 'our_side', fault: 'lines' },
  no_concurrency_fallback: { status: 'error', disposition: 'our_side' },
  no_valid_payment: { status: 'error', disposition: 'our_side', fault: 'account' },
  scam_detected: { status: 'error', disposition: 'our_side', fault: 'account' },
  telephony_provider_permission_denied: { status: 'not_connected', disposition: 'our_side' },
  telephony_provider_unavailable: { status: 'not_connected', disposition: 'our_side' },
  sip_routing_error: { status: 'not_connected', disposition: 'our_side' },
  registered_call_timeout: { status: 'error', disposition: 'our_side' },
  error_llm_websocket_open: { status: 'error', disposition: 'broke' },
  error_llm_websocket_lost_connection: { status: 'error', disposition: 'broke' },
  error_llm_websocket_runtime: { status: 'error', disposition: 'broke' },
  error_llm_websocket_corrupt_payload: { status: 'error', disposition: 'broke' },
  error_no_audio_received: { status: 'error', disposition: 'broke' },
  error_asr: { status: 'error', disposition: 'broke' },
  error_retell: { status: 'error', disposition: 'broke' },
  error_unknown: { status: 'error', disposition: 'broke' },
  error_user_not_joined: { status: 'error', disposition: 'broke' },
} as const satisfies Record<string, Meaning>;

export type DisconnectionReason = keyof typeof disconnectionReasons;

/** Returns what a reason means; undefined for none, and for one that Retell has added since. */
export function meaningOf(reason: string | null): Meaning | undefined {
  return reason !== null && isKnown(reason) ? disconnectionReasons[reason] : undefined;
}

/** Returns whether a call that ended for this reason made a phone ring, as far as is known. */
export function rang(reason: DisconnectionReason): boolean {
  const rang = phoneRang[disconnectionReasons[reason].disposition];
  return rang === 'yes' || rang === 'assumed';
}

function isKnown(reason: string): reason is DisconnectionReason {
  return Object.hasOwn(disconnectionReasons, reason);
}

/**
 * Returns what came of a call. Voicemail that only the analysis recognised counts as a machine, whatever the reason.
 *
 * @returns null while it is open, and for a reason that Retell has added since: nothing may follow from what is not understood
 */
export function dispositionOf({
  status,
  disconnectionReason,
  inVoicemail,
}: Pick<ReportedFacts, 'disconnectionReason' | 'inVoicemail'> & { status: CallStatus }): Disposition | null {
  if (!isOver(status)) return null;
  return inVoicemail ? 'machine' : (meaningOf(disconnectionReason)?.disposition ?? null);
}
