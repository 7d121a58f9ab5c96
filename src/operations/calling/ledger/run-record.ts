import { overdueAfter } from '../../../domain/calls/scheduling/lateness.ts';
import type { Calling } from '../calling.ts';
import type { RunEvent } from '../run-events.ts';

type Store = Pick<Calling['store'], 'countDue' | 'beginRun' | 'endRun'>;

/** The beginning and the end of a run, as the database records them: later runs tell by it what was overlooked, and what only held up. */
export class RunRecord {
  readonly #calling: Pick<Calling, 'clock' | 'interval' | 'policy'> & { store: Store };
  readonly #onEvent: (event: RunEvent) => void;
  #lookedAt: Date | undefined;
  #begun: { at: Date; lastRunAt: Promise<Date | null> } | undefined;

  constructor(
    calling: Pick<Calling, 'clock' | 'interval' | 'policy'> & { store: Store },
    onEvent: (event: RunEvent) => void,
  ) {
    this.#calling = calling;
    this.#onEvent = onEvent;
  }

  /** Does what `RunCalling.begin` promises. */
  begin(): Promise<Date | null> {
    const at = this.#calling.clock.now();
    this.#lookedAt ??= at;
    this.#begun ??= { at, lastRunAt: this.#layOut(at) };
    return this.#begun.lastRunAt;
  }

  /** Does what `RunCalling.hasSlept` promises. */
  hasSlept(): boolean {
    const now = this.#calling.clock.now();
    if (this.#lookedAt && now.getTime() - this.#lookedAt.getTime() > overdueAfter) return true;
    this.#lookedAt = now;
    return false;
  }

  /**
   * Records that the run has ended, unless the machine has slept in it. One that could not begin, because Retell did not respond or calling is halted, counts only if runs had
   * come until then, or had nothing to do: otherwise what was overlooked before it would seem to be held up.
   */
  async end(): Promise<void> {
    const { store, clock } = this.#calling;
    const now = clock.now();
    if (this.#begun && this.hasSlept()) return;
    if (!this.#begun && (await store.countDue(now, 1)) === 0) return;
    await store.endRun(now, this.#begun?.at ?? new Date(now.getTime() - overdueAfter));
  }

  async #layOut(at: Date): Promise<Date | null> {
    const { store, interval, policy } = this.#calling;
    const { maxLateness } = policy;
    const { lastRunAt, overdue } = await store.beginRun(at, { spacing: interval, maxLateness });
    if (overdue) this.#onEvent({ id: null, who: '', toNumber: '', kind: 'overdue', lastRunAt, ...overdue });
    return lastRunAt;
  }
}
