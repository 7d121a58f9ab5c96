import { setTimeout as sleep } from 'node:timers/promises';
import { Problem } from '../../domain/problem.ts';
import type { RunEvent } from '../../operations/calling/run-events.ts';
import { applyReceived } from '../../operations/webhooks/apply-webhooks.ts';
import type { ServedProfile } from '../served-profile.ts';

/** If one has come so short a time ago, ms, more are coming. */
const stillComing = 50;

/** How long those that were kept wait for them at most, ms: recordings may have taken a while, and an opt-out must not wait as long again. */
const longestPause = 5_000;

/** When to try again after trouble, ms. Runs apply what is left, too. */
const tryAgainAfter = 15_000;

export interface ApplierOptions {
  onEvent: (profile: ServedProfile, event: RunEvent) => void;
  onTrouble: (profile: ServedProfile, problem: Problem) => void;
  /** Aborts once the server stops. What was kept until then is applied by the next one, or by a run. */
  stopping: AbortSignal;
}

/** Applies the webhooks of a profile after they were answered: all that have come meanwhile together, one round after another. */
export class WebhookApplier {
  readonly #profile: ServedProfile;
  readonly #options: ApplierOptions;
  #isWanted = false;
  #cameAt = Number.NEGATIVE_INFINITY;
  #running: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(profile: ServedProfile, options: ApplierOptions) {
    this.#profile = profile;
    this.#options = options;
    options.stopping.addEventListener('abort', () => clearTimeout(this.#timer), { once: true });
  }

  /** Notes that a webhook has come, whatever it was about. */
  noteArrival(): void {
    this.#cameAt = performance.now();
  }

  /** Has what was kept applied soon. */
  wake(): void {
    this.#isWanted = true;
    if (this.#running || this.#options.stopping.aborted) return;
    clearTimeout(this.#timer);
    this.#running = this.#applyAll().finally(() => {
      this.#running = undefined;
    });
  }

  /** Resolves once nothing is being applied. */
  async settled(): Promise<void> {
    await this.#running;
  }

  async #applyAll(): Promise<void> {
    const { session } = this.#profile;
    const { onEvent, onTrouble, stopping } = this.#options;
    const record = (event: RunEvent) => onEvent(this.#profile, event);
    // While more come, nearly all of the time is theirs: each must be answered within a second.
    const pause = async (took: number) => {
      if (performance.now() - this.#cameAt > stillComing) return;
      await sleep(Math.min(took * 19, longestPause), undefined, { signal: stopping }).catch(() => undefined);
    };
    while (this.#isWanted && !stopping.aborted) {
      this.#isWanted = false;
      try {
        await applyReceived(await session.calling(), { record, signal: stopping, pause });
      } catch (error) {
        if (error instanceof Problem) onTrouble(this.#profile, error);
        else onTrouble(this.#profile, unexpected(error));
        this.#timer = setTimeout(() => this.wake(), tryAgainAfter).unref();
        return;
      }
    }
  }
}

/** An error that nobody foresaw must not end the server: what was kept stays kept. */
function unexpected(error: unknown): Problem {
  const message = `Webhooks could not be applied: ${error instanceof Error ? error.message : String(error)}`;
  return new Problem('failed', { code: 'unexpected', message }, { cause: error });
}
