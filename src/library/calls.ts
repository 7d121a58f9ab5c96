import type { KeyedRequest } from '../domain/access/idempotency.ts';
import type { Call } from '../domain/calls/call.ts';
import { resultOfAttempt } from '../operations/access/result-of-attempt.ts';
import type { AttemptResult } from '../operations/calling/place-attempt.ts';
import { placeCall } from '../operations/calling/place-call.ts';
import { findContact } from '../operations/contacts/selecting/find-contact.ts';
import { showCall } from '../operations/outcomes/show-call.ts';
import { type Synced, syncCalls } from '../operations/outcomes/sync-calls.ts';
import type { WithContact } from '../operations/ports/call-ledger.ts';
import type { CallFilter } from '../operations/ports/outcomes/call-list-store.ts';
import type { CallOrder } from '../operations/ports/paging/orders.ts';
import { requireCallSetup } from '../session/call-setup.ts';
import { type ExceptionOptions, readExceptions } from '../session/exceptions.ts';
import { recordOf, requireCallableNow, requirePlaced } from '../session/place-now.ts';
import type { Session } from '../session/session.ts';
import { callDetailsView, callView } from '../views/call.ts';
import { type ObjectOf, objectOf } from '../views/view.ts';
import type { CallObject } from './objects.ts';
import { type PageOf, type PageOptions, readPageOf } from './paging/paging.ts';
import { instantOf, variablesOf } from './when.ts';

export interface PlaceOptions extends ExceptionOptions {
  /** The number to call from; that of the settings by default. */
  from?: string | undefined;
  /** The agent; that of the settings by default. */
  agent?: string | undefined;
  /** Variables for the agent; they win over those of the contact. */
  variables?: Readonly<Record<string, string>> | undefined;
}

/** A call that Retell has taken on. */
export interface PlacedCall {
  /** Retell's id. */
  callId: string;
  /** The ledger's record of it; null if it cannot be read. */
  callRecord: CallObject | null;
  /** What Retell answered. */
  retellResponse: unknown;
}

/** Calls that were placed, and what became of them. */
export interface Calls {
  /**
   * Calls a contact now.
   *
   * @throws Problem with the code of the rule that forbids it (`do_not_call`, `call_times`, …), or `call_unknown`: the phone may ring,
   * so do not call again before a run has asked Retell
   */
  place(which: string | number, options?: PlaceOptions): Promise<PlacedCall>;
  /** Newest first. */
  list(filter?: CallFilter & PageOptions<CallOrder['by']>): Promise<PageOf<CallObject>>;
  /** A call with what was said in it. @throws Problem `call_not_found` */
  show(id: number): Promise<ObjectOf<typeof callDetailsView>>;
  /** Brings calls up to date with Retell. */
  sync(options?: { since?: Date | string; signal?: AbortSignal }): Promise<Synced>;
}

/** Returns the operations on the calls of a session. @internal */
export function callsOf(session: Session): Calls {
  const { settings, store } = session;
  return {
    place: (which, options = {}) => place(session, which, options),
    list: async ({ limit, page, cursor, sort, isCounted, ...filter } = {}) => {
      const kept = await store();
      const about = { profile: settings.profile, list: 'calls', filter };
      const options = { limit, page, cursor, sort, isCounted };
      return readPageOf(about, options, (query) => kept.pageOfCalls(filter, query), show);
    },
    show: async (id) => objectOf(await showCall(await store(), id), callDetailsView),
    sync: async ({ since, signal = new AbortController().signal } = {}) =>
      syncCalls(await session.calling(), {
        since: since === undefined ? undefined : instantOf(session, since),
        signal,
        onEvent: () => undefined,
        onProgress: () => undefined,
      }),
  };
}

/**
 * Calls a contact now.
 *
 * @param keyed as which the request is kept, if it came under a key
 * @throws Problem as {@link Calls.place}; RepeatedRequest
 * @internal
 */
export async function place(
  session: Session,
  which: string | number,
  options: PlaceOptions,
  keyed?: KeyedRequest,
): Promise<PlacedCall> {
  const { settings, store } = session;
  const calling = await session.calling();
  const contact = await findContact(await store(), String(which), settings.country);
  const exceptions = readExceptions(options);
  await requireCallableNow(session, contact, { exceptions, calling });
  const setup = requireCallSetup(settings, options);
  const order = { ...setup, variables: variablesOf(options.variables), exceptions };
  const { callId, result } = await placeCall(contact, order, calling, keyed);
  return placedCall(session, callId, result);
}

/** Returns what came of an attempt that was made before, by the ledger. @throws Problem as {@link Calls.place} @internal */
export async function placedBefore(session: Session, callId: number): Promise<PlacedCall> {
  return placedCall(session, callId, await resultOfAttempt(await session.store(), callId));
}

async function placedCall({ store }: Session, callId: number, result: AttemptResult): Promise<PlacedCall> {
  const record = await recordOf(await store(), callId);
  const { report, response } = requirePlaced(result, callId);
  return {
    callId: report.retellCallId,
    callRecord: record ? show(record) : null,
    retellResponse: response,
  };
}

function show(call: WithContact<Call>): CallObject {
  return objectOf(call, callView);
}
