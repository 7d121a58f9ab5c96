import type { Call } from '../calls/call.ts';
import { isAnotherCall } from '../calls/call-identity.ts';
import type { AsideReason, NamedAttempt } from './webhook.ts';

type Attempt = Pick<Call, 'id' | 'reference' | 'toNumber'>;

/** The attempts that a webhook may be about. */
export interface Candidates {
  /** The one with its id at Retell. */
  byId: Attempt | undefined;
  /** The one with its reference. */
  byReference: Attempt | undefined;
  /** The identity of the database that both are in. */
  database: string;
}

/**
 * What a webhook is about: `reported` a call that Retell is known to have placed · `placed` an attempt of which only the webhook says so ·
 * `aside` neither.
 */
export type Attribution =
  | { kind: 'reported' | 'placed'; callId: number }
  | { kind: 'aside'; because: AsideReason };

/**
 * Returns which attempt a webhook is about, by the rules for what Retell answers (`isAnotherCall`): an attempt has one reference, made up
 * for it, and the call that bears another is another's. A copy of this database may be in use elsewhere, and another may have the account
 * too, so what names another database is none of this one's.
 */
export function attribute(named: NamedAttempt, { byId, byReference, database }: Candidates): Attribution {
  if (named.database !== undefined && named.database !== database) return aside('another_database');
  if (byId) {
    return isAnotherCall(byId, named) ? aside('another_call') : { kind: 'reported', callId: byId.id };
  }
  return byReference ? { kind: 'placed', callId: byReference.id } : aside('unknown_call');
}

function aside(because: AsideReason): Attribution {
  return { kind: 'aside', because };
}
