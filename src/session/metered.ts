import type { Calling } from '../operations/calling/calling.ts';
import type { Lines, OutgoingCall, PlaceResult, Telephony } from '../operations/ports/telephony.ts';
import { once, type Session } from './session.ts';

/** Receives what is measured of the calls that a session places. Times are in ms. */
export interface CallMeter {
  /** A claim was tried, its transaction included. */
  claimed(took: number): void;
  /** A request to place a call was answered, or not. */
  placed(result: PlaceResult['kind'], took: number): void;
  /** Retell has told how many lines are in use; undefined if it did not say. */
  told(lines: Lines | undefined): void;
}

/** A session that measures the calls that are placed with it, by whatever uses it. */
export interface MeteredSession extends Session {
  /** Hands what is measured from now on to a meter. */
  meterBy(meter: CallMeter): void;
}

export function metered<Opened extends Session>(session: Opened): Opened & MeteredSession {
  let meter: CallMeter | undefined;
  const measured = (calling: Calling): Calling => ({
    ...calling,
    store: {
      ...calling.store,
      claimNextDue: async (options) =>
        timed(calling.store.claimNextDue(options), (took) => meter?.claimed(took)),
      claimNew: async (contactId, options) =>
        timed(calling.store.claimNew(contactId, options), (took) => meter?.claimed(took)),
    },
    telephony: once(async (): Promise<Telephony> => {
      const retell = await calling.telephony();
      return {
        ...retell,
        placeCall: async (request: OutgoingCall) =>
          timed(retell.placeCall(request), (took, { kind }) => meter?.placed(kind, took)),
        lines: async () => {
          const lines = await retell.lines();
          meter?.told(lines);
          return lines;
        },
      };
    }),
  });
  return {
    ...session,
    calling: async () => measured(await session.calling()),
    callingBy: async (settings) => measured(await session.callingBy(settings)),
    meterBy: (other) => {
      meter = other;
    },
  };
}

async function timed<T>(work: Promise<T>, done: (took: number, result: T) => void): Promise<T> {
  const startedAt = performance.now();
  const result = await work;
  done(performance.now() - startedAt, result);
  return result;
}
