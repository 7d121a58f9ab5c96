import { afterProbe, type Suspect } from '../../domain/calls/outages/suspects.ts';
import type { Problem } from '../../domain/problem.ts';
import { askAboutAgents } from '../campaigns/ask-about-agents.ts';
import type { PlacingCalling, RunCalling } from './calling.ts';
import { freeLines, noFreeLine } from './free-lines.ts';
import { askedToWait } from './outages/outages.ts';
import type { PutBehind } from './place-attempt.ts';
import { type NextResult, placeNext, probeOf, recordOwnRefusal } from './placing/place-next.ts';
import { Streaks } from './placing/streaks.ts';
import { refreshCallsInTheWay } from './refresh-calls.ts';
import { noneWaiting, type RunEvent, type Waiting } from './run-events.ts';

export interface PlaceDueOptions {
  /** How many calls to place at once. */
  concurrency: number;
  /** The maximum number of attempts. */
  limit: number;
  /** Once it aborts, no more calls are claimed; those being placed are finished. */
  signal: AbortSignal;
  record: (event: RunEvent) => void;
}

export interface PlacingResult {
  waiting: Waiting;
  /** Why it ended early; undefined if it did not. */
  stopped: Problem | undefined;
}

/** Counting a million overdue calls would take longer than the rest of a run. */
const maxCounted = 10_000;

/**
 * Places the calls that are due, in order of time, up to `concurrency` at once. Each call is claimed right before it is placed, so any
 * number of runs may overlap. If there is trouble with Retell, it stops early and no call loses an attempt.
 */
export async function placeDueCalls(calling: RunCalling, options: PlaceDueOptions): Promise<PlacingResult> {
  const { concurrency, limit } = options;
  const due = await calling.store.countDue(calling.clock.now(), maxCounted);
  if (due === 0) return { waiting: noneWaiting, stopped: undefined };
  const stopped = await askedToWait(calling);
  if (stopped) return { waiting: noneWaiting, stopped };
  // Connects before anything is claimed: without a key no call can be placed.
  const telephony = await calling.telephony();
  const { clock } = calling;
  const asked =
    due > concurrency || clock.isReal
      ? await freeLines(telephony, clock)
      : { free: undefined, unanswered: undefined };
  // By a clock that may be wrong, a phone would ring at night.
  if (clock.isReal && asked.unanswered) return { waiting: noneWaiting, stopped: asked.unanswered };
  const lines = asked.free;
  const lastRunAt = await calling.begin();
  await refreshCallsInTheWay(calling, options.record);
  await askAboutAgents(calling);
  const orMore = due >= maxCounted;
  const waiting = {
    calls: lines === undefined ? 0 : Math.max(0, Math.min(due, limit) - lines),
    orMore: orMore && limit > due,
  };
  if (lines === 0) return { waiting, stopped: noFreeLine(due, orMore) };

  const placing = await new DueCalls(
    { ...calling, lastRunAt },
    options,
    Math.min(limit, lines ?? limit),
  ).place();
  return { waiting, ...placing };
}

/** Places due calls, up to a limit, until there is a reason to stop. */
class DueCalls {
  readonly #calling: PlacingCalling;
  readonly #options: PlaceDueOptions;
  readonly #streaks = new Streaks();
  /** How many more may be attempted. */
  #left: number;
  #stopped: Problem | undefined;
  #suspects: readonly Suspect<PutBehind>[] = [];

  constructor(calling: PlacingCalling, options: PlaceDueOptions, left: number) {
    this.#calling = calling;
    this.#options = options;
    this.#left = left;
  }

  async place(): Promise<{ stopped: Problem | undefined }> {
    do await this.#placeAtOnce();
    while (this.#suspects.length > 0 && (await this.#clearSuspects()));
    return { stopped: this.#stopped };
  }

  get #mayGoOn(): boolean {
    return this.#left > 0 && !this.#stopped && !this.#options.signal.aborted;
  }

  /** Places calls, several at once, until nothing is due or a call is suspect. */
  async #placeAtOnce(): Promise<void> {
    const failures: unknown[] = [];
    const worker = async () => {
      while (this.#mayGoOn && failures.length === 0 && this.#suspects.length === 0) {
        const result = await this.#placeNext();
        if (!result) return;
        if (result.suspect) this.#suspects = [...this.#suspects, result.suspect];
      }
    };
    // If one worker fails, the others must still finish: calls that are being placed have to be recorded.
    const workers = Array.from({ length: Math.min(this.#options.concurrency, this.#left) }, () =>
      worker().catch((error: unknown) => void failures.push(error)),
    );
    await Promise.all(workers);
    if (failures.length > 0) throw failures[0];
  }

  /**
   * Places calls one at a time, until it is known whose answer the suspects drew. If nothing else is due, it cannot be known: the run
   * ends, and the next one tries them again.
   *
   * @returns whether the run goes on, because it was their own
   */
  async #clearSuspects(): Promise<boolean> {
    while (this.#suspects.length > 0 && this.#mayGoOn) {
      const result = await this.#placeNext();
      const { own, suspects, isAccounts } = afterProbe(this.#suspects, probeOf(result));
      for (const { call } of own) await recordOwnRefusal(call, this.#calling, this.#options.record);
      this.#suspects = suspects;
      if (!result || isAccounts) this.#stopped ??= suspects.at(-1)?.call.problem;
    }
    return this.#mayGoOn;
  }

  /** Places the next call that is not behind the suspects. @returns undefined if nothing is due, or if the machine has slept */
  async #placeNext(): Promise<NextResult | undefined> {
    if (this.#calling.hasSlept()) return undefined;
    this.#left--;
    const behind = this.#suspects.map(({ call }) => call.dueAt.getTime());
    const dueBy = behind.length > 0 ? new Date(Math.min(...behind) - 1) : undefined;
    const result = await placeNext(this.#calling, this.#options.record, dueBy);
    if (!result?.isAttempt) this.#left++;
    if (result) this.#stopped ??= result.stopped ?? this.#streaks.after(result);
    return result;
  }
}
