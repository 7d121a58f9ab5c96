import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { CallReport } from '../../../src/domain/calls/outcomes/report.ts';
import { decideDue } from '../../../src/operations/calling/decide-call.ts';
import type { Claim } from '../../../src/operations/ports/claim-store.ts';
import type { Store } from '../../../src/operations/ports/store.ts';
import { openStore } from '../../../src/store/open-store.ts';
import { bareReport } from '../../support/bare-report.ts';
import type { Operator } from '../../support/operator.ts';
import { noRules } from '../../support/policy.ts';
import { reportRules } from '../../support/report-rules.ts';
import { migrations, openWithContacts } from './due-calls.ts';

const hour = 3_600_000;

/** How a claimed call goes on. `lost`: its response was; `held`: it is left to the operator. */
const results = ['placed', 'refused', 'lost', 'held', 'withdrawn'] as const;

/** A step of one of two processes, or the time between two steps. */
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('claim' as const), by: fc.nat(1) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('record' as const),
      result: fc.constantFrom(...results),
      which: fc.nat(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('end' as const), which: fc.nat() }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('wait' as const), minutes: fc.nat(90) }) },
);

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** Two processes with six calls due at once, to two numbers. */
class Rivals {
  readonly #stores: readonly Store[];
  readonly #claims: Claim[] = [];
  readonly #open: string[] = [];
  #now: number;
  static #ids = 0;

  constructor(stores: readonly Store[], now: number) {
    this.#stores = stores;
    this.#now = now;
  }

  get now(): Date {
    return new Date(this.#now);
  }

  async scheduleSix(): Promise<void> {
    const call = {
      fromNumber: '+61255501234',
      agentId: 'agent_demo',
      dynamicVariables: {},
      maxAttempts: 3,
      simulated: null,
      timezone: null,
      locale: null,
    };
    await this.#storeOf(0).openAccount({ address: 'https://retell.test', fingerprint: 'one' }, this.now);
    const drafts = [1, 2, 1, 2, 1, 2].map((contactId) => ({ ...call, contactId, scheduledTime: this.now }));
    await this.#storeOf(0).scheduleCalls(drafts, this.now, 'again');
  }

  async take(next: Step): Promise<void> {
    switch (next.kind) {
      case 'wait':
        this.#now += next.minutes * 60_000;
        return;
      case 'claim':
        await this.claim(next.by);
        return;
      case 'record': {
        const claim = takeOne(this.#claims, next.which);
        if (claim) await this.#record(claim, next.result);
        return;
      }
      case 'end': {
        const id = takeOne(this.#open, next.which);
        if (id)
          await this.#storeOf(1).recordReports([reportOf(id, 'ended')], {
            now: this.now,
            ...reportRules,
          });
      }
    }
  }

  /** Claims the next call that may be placed. @returns whether there is one */
  async claim(by: number): Promise<boolean> {
    const decide = decideDue({
      clock: { now: () => this.now },
      policy: noRules,
      lastRunAt: null,
      simulated: true,
      timezone: 'Australia/Sydney',
      locale: 'en-AU',
    });
    for (;;) {
      const result = await this.#storeOf(by).claimNextDue({
        now: this.now,
        account: 1,
        lease: 90_000,
        decide,
      });
      if (result?.kind === 'claimed') this.#claims.push(result.claim);
      if (result?.kind !== 'postponed') return result !== undefined;
    }
  }

  /** Records that every claimed call is placed, and over. */
  async settle(): Promise<void> {
    for (const claim of this.#claims.splice(0)) await this.#record(claim, 'placed');
    const reports = this.#open.splice(0).map((id) => reportOf(id, 'ended'));
    await this.#storeOf(0).recordReports(reports, {
      now: this.now,
      ...reportRules,
    });
  }

  async #record(claim: Claim, result: (typeof results)[number]): Promise<void> {
    const store = this.#storeOf(0);
    const now = this.now;
    const unknown = { reason: 'lost', nextCheckAt: now, waitsFor: 'operator', now } as const;
    switch (result) {
      case 'placed': {
        const id = `call_${++Rivals.#ids}`;
        this.#open.push(id);
        await store.recordPlaced(claim, reportOf(id, 'registered'), {
          now,
          ...reportRules,
        });
        return;
      }
      case 'refused':
        await store.recordRefused(claim, 'No such agent.', { now, retryDelay: 1000, stopAfter: 10 });
        return;
      case 'withdrawn':
        return store.withdraw(claim, now);
      default:
        return store.recordUnknown(claim, { ...unknown, heldBecause: result === 'held' ? 'hold' : null });
    }
  }

  #storeOf(by: number): Store {
    const store = this.#stores[by];
    if (!store) throw new Error(`there is no process ${by}`);
    return store;
  }
}

function takeOne<T>(items: T[], which: number): T | undefined {
  return items.splice(which % Math.max(1, items.length), 1)[0];
}

function reportOf(retellCallId: string, status: CallReport['status']): CallReport {
  return { ...bareReport, retellCallId, status };
}

/** Returns the numbers with more than one live call that began in the last two hours. */
function numbersRungTwice({ rows }: Operator, now: Date) {
  return rows(`select to_number, count(*) as n from calls
    where status in ('placing', 'unknown', 'registered', 'ongoing') and requested_at > ${now.getTime() - 2 * hour}
    group by to_number having n > 1`);
}

it('two processes never have two live calls to one number, and no call waits for ever', async () => {
  const operator = await openWithContacts(2);
  const stores = [1, 2].map(() => openStore({ path: operator.database, migrations }));
  let start = operator.clock.now().getTime();
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 30 }), async (steps) => {
      // Long after the calls of the example before.
      start += 100 * 24 * hour;
      const rivals = new Rivals(stores, start);
      await rivals.scheduleSix();
      for (const next of steps) {
        await rivals.take(next);
        expect(numbersRungTwice(operator, rivals.now)).toEqual([]);
      }
      for (let round = 0; round < 12; round++) {
        await rivals.take({ kind: 'wait', minutes: 130 });
        while (await rivals.claim(round % 2)) await rivals.settle();
      }
      expect(operator.rows("select id from scheduled_calls where status = 'PENDING'")).toEqual([]);
    }),
    { numRuns: 25 },
  );
  for (const store of stores) store.close();
});
