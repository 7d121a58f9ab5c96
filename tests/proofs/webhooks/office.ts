import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RunAccount } from '../../../src/operations/accounts/run-account.ts';
import type { Calling } from '../../../src/operations/calling/calling.ts';
import { processDue } from '../../../src/operations/calling/process-due.ts';
import { syncCalls } from '../../../src/operations/outcomes/sync-calls.ts';
import type { Store } from '../../../src/operations/ports/store.ts';
import { applyWebhooks } from '../../../src/operations/webhooks/apply-webhooks.ts';
import { receiveWebhook } from '../../../src/operations/webhooks/receive-webhook.ts';
import { openStore } from '../../../src/store/open-store.ts';
import { retellTelephony } from '../../../src/telephony/retell/retell.ts';
import { webhookDoor } from '../../../src/telephony/retell/webhooks/webhook-door.ts';
import type { Simulator } from '../../../src/telephony/simulator/simulator.ts';
import { signature } from '../../../src/telephony/simulator/webhooks/webhook-sender.ts';
import type { ManualClock } from '../../support/manual-clock.ts';
import { runSettings } from '../../support/run-settings.ts';

/** How many runs it takes until every unconfirmed call was looked for. */
const mostRuns = 20;

const apiKey = 'key_of_the_test_account';

/** A database with its own runs and its own server, both at the same simulated Retell as others. */
export class Office {
  readonly path: string;
  readonly #folder: string;
  readonly #simulator: Simulator;
  readonly #clock: ManualClock;
  readonly #door = webhookDoor([apiKey]);
  readonly #migrations: string;
  #store: Store;

  constructor(simulator: Simulator, clock: ManualClock, migrations: string, copied?: Office) {
    this.#folder = mkdtempSync(join(tmpdir(), 'voicebot-webhooks-'));
    this.path = join(this.#folder, 'voicebot.db');
    this.#simulator = simulator;
    this.#clock = clock;
    this.#migrations = migrations;
    if (copied) {
      copied.#store.close();
      copyFileSync(copied.path, this.path);
      copied.#store = copied.#open();
    }
    this.#store = this.#open();
  }

  #open(): Store {
    return openStore({ path: this.path, migrations: this.#migrations });
  }

  get store(): Store {
    return this.#store;
  }

  #calling(): Calling {
    const clock = { now: () => this.#clock.now(), sleep: async () => undefined, isReal: false };
    const telephony = retellTelephony({
      apiKey,
      baseUrl: this.#simulator.url,
      requestTimeout: 30_000,
      now: () => clock.now(),
    });
    return { ...runSettings, store: this.#store, telephony: async () => telephony, clock };
  }

  /** Makes a run, as cron does. */
  async run(): Promise<void> {
    const { stopped } = await processDue(this.#calling(), {
      concurrency: 50,
      signal: new AbortController().signal,
      onEvent: () => undefined,
    });
    if (stopped && stopped.code !== 'halted') throw stopped;
  }

  /** Asks Retell about every call. A run looks for sixty unconfirmed ones at most. */
  async askAboutAll(): Promise<void> {
    for (let runs = 0; runs < mostRuns && (await this.#hasUnconfirmed()); runs++) await this.run();
    await syncCalls(this.#calling(), {
      since: new Date(0),
      signal: new AbortController().signal,
      onEvent: () => undefined,
      onProgress: () => undefined,
    });
  }

  async #hasUnconfirmed(): Promise<boolean> {
    return (await this.#store.callsToCheck(this.#clock.now())).unconfirmed;
  }

  /** Receives a webhook, signed as Retell signs it. */
  async receive({ body, key }: { body: string; key: string }): Promise<string> {
    const signed = signature(body, key, Date.now());
    return receiveWebhook(
      { body: new TextEncoder().encode(body), signature: signed },
      { door: this.#door, store: this.#store, clock: this.#calling().clock },
    );
  }

  /** Applies what was received, as the server does after it has answered. */
  async apply(): Promise<void> {
    const calling = this.#calling();
    await applyWebhooks(
      { ...calling, account: new RunAccount(calling) },
      { record: () => undefined, signal: new AbortController().signal },
    );
  }

  /** Dies, with whatever it has not applied, and comes back. */
  die(): void {
    this.#store.close();
    this.#store = this.#open();
  }

  close(): void {
    this.#store.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
