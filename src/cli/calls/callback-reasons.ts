import type { CallbackTrouble } from '../../domain/calls/callbacks/callback.ts';

/** Why a callback needs the operator, or is not made. */
export const callbackReasons: Readonly<Record<CallbackTrouble, string>> = {
  no_time: 'only words, no time',
  unreadable: 'not a plain time such as 2026-12-08 15:00',
  skipped: 'clocks skip that time',
  twice: 'clocks show that time twice',
  past: 'the time is over',
  far: 'the time is months away',
  forbidden: 'outside the call times',
  no_zone: 'it is not known on whose clock',
  no_contact: 'the contact is gone, or has another number',
  cancelled: 'its campaign was cancelled',
  do_not_call: 'marked do-not-call',
};
