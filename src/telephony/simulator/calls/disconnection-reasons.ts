import {
  type DisconnectionReason,
  disconnectionReasons,
  rang,
} from '../../../domain/calls/outcomes/disconnection-reasons.ts';

/** The statuses of a call (specification: `V2CallBase.call_status`). */
export type CallStatus = 'registered' | 'ongoing' | 'ended' | 'not_connected' | 'error';

/** Returns the status of a call that ended for this reason. */
export function finalStatus(reason: DisconnectionReason): 'ended' | 'not_connected' | 'error' {
  return disconnectionReasons[reason].status;
}

/** Returns whether a call that ended for this reason reached a phone; a busy one counts, an unclear one does not. */
export function reachesPhone(reason: DisconnectionReason): boolean {
  return rang(reason);
}
