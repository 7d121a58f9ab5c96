import type { Outage } from '../../../domain/calls/outages/outage.ts';
import type { Problem } from '../../../domain/problem.ts';
import { TelephonyProblem } from '../../ports/telephony-trouble.ts';
import type { RunCalling } from '../calling.ts';
import type { PlaceDueOptions, PlacingResult } from '../place-due-calls.ts';
import { reconcileCalls } from '../reconcile-calls.ts';
import { noneWaiting, type RunEvent } from '../run-events.ts';
import { OutageProblem } from './outage-problem.ts';

/** How many unconfirmed calls to ask about before one call goes first: few, as Retell limits how often it may be asked. */
const maxQuestions = 3;

/**
 * Places due calls while an outage stands. First Retell is asked about the calls that are unconfirmed: as long as it cannot be asked,
 * nothing is placed. Then one call goes first. Once Retell has responded to that one, the others follow.
 *
 * The claim of the call that goes first is in the database, so that of several runs only one sends it.
 *
 * @param place places due calls, as `placeDueCalls` does
 */
export async function placeDuringOutage(
  calling: RunCalling,
  outages: readonly [Outage, ...Outage[]],
  options: PlaceDueOptions,
  place: (options: PlaceDueOptions) => Promise<PlacingResult>,
): Promise<PlacingResult> {
  const { store, clock } = calling;
  const seen = new Responses(options.record);
  const watched = { ...options, record: seen.record };
  if ((await store.countDue(clock.now(), 1)) === 0) return nothingPlaced();
  const inTheWay = await ask(calling, watched, seen);
  if (inTheWay) return nothingPlaced(inTheWay);
  if (seen.hasResponded) {
    await store.endOutage('no_response', clock.now());
    return place(options);
  }
  if (!seen.wasAsked && (await store.willAskSoon(clock.now())))
    return nothingPlaced(new OutageProblem(outages[0]));
  // If the answer to the first may concern that call alone, the next one shows it.
  const first = await place({ ...watched, concurrency: 1, limit: Math.min(2, options.limit) });
  if (!seen.hasResponded) return { ...first, stopped: first.stopped ?? seen.lost(outages[0]) };
  await store.endOutage('no_response', clock.now());
  const limit = options.limit - seen.attempts;
  return first.stopped || limit <= 0 ? first : place({ ...options, limit });
}

function nothingPlaced(stopped?: Problem): PlacingResult {
  return { waiting: noneWaiting, stopped };
}

/** Asks Retell about unconfirmed calls. @returns what stands in the way, if Retell cannot be asked or loses a response again */
async function ask(
  calling: RunCalling,
  { signal }: PlaceDueOptions,
  { record }: Responses,
): Promise<TelephonyProblem | undefined> {
  try {
    return await reconcileCalls(calling, { signal, record, most: maxQuestions });
  } catch (error) {
    if (error instanceof TelephonyProblem) return error;
    throw error;
  }
}

/** Watches the events of a run for what they say about Retell. */
class Responses {
  /** Whether Retell has answered a question about a call. */
  wasAsked = false;
  /** Whether Retell has responded to a request to place a call. */
  hasResponded = false;
  /** How many calls were attempted. */
  attempts = 0;
  #wasLost = false;
  readonly record: (event: RunEvent) => void;

  constructor(record: (event: RunEvent) => void) {
    this.record = (event) => {
      this.#add(event);
      record(event);
    };
  }

  /** Returns the problem of a run that lost the response to the call that went first; undefined if nothing was lost. */
  lost(outage: Outage): OutageProblem | undefined {
    return this.#wasLost ? new OutageProblem(outage) : undefined;
  }

  #add({ kind }: RunEvent): void {
    if (kind === 'found' || kind === 'still_unknown' || kind === 'left_to_operator') this.wasAsked = true;
    if (kind === 'unknown') this.#wasLost = true;
    if (kind === 'placed' || kind === 'refused') this.hasResponded = true;
    if (kind === 'placed' || kind === 'refused' || kind === 'unknown') this.attempts++;
  }
}
