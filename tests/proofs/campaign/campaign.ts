import type { SimulatorOptions } from '../../../src/telephony/simulator/simulator.ts';
import type { CampaignWorld } from './cron.ts';
import { openWorld } from './cron.ts';
import { lostAnswers } from './enemies.ts';
import { Orders } from './orders.ts';
import { type Callee, importPeople } from './people.ts';
import type { Rules } from './reasons.ts';
import { type OverCall, readLedger, violationsIn } from './violations.ts';

const [minute, hour, day] = [60_000, 3_600_000, 86_400_000];

export interface CampaignOptions {
  program: string;
  /** How many people are called. */
  people: number;
  seed: number;
  /** The time between the first calls, such as `20s`. */
  every: string;
  /** How often cron comes, in minutes. */
  step: number;
  /** The days until all must be through. */
  days: number;
  /** After how many minutes the database is copied, for reports in any order. */
  middle: number;
}

export interface CampaignResult {
  runs: number;
  killed: number;
  calls: number;
  /** How many calls had each disposition. */
  dispositions: Record<string, number>;
  optOuts: number;
  callbacks: Record<string, number>;
  costCents: number;
  /** How many answers were delivered in each of ten orders. */
  answers: number;
  violations: string[];
}

const redial = 'busy=10m x3, no-answer=2h x3, voicemail=1d x1';
const rules: Rules = {
  busy: { delay: 10 * minute, most: 3 },
  no_answer: { delay: 2 * hour, most: 3 },
  machine: { delay: day, most: 1 },
};

/** More people than usual want something, and every cost is corrected. */
const simulated: SimulatorOptions = {
  people: { timezone: 'Australia/Sydney', optOuts: 0.08, callbacks: 0.15 },
  costCorrection: { afterMs: 6 * hour, factor: 1.02 },
};

/** A Monday, at 9:00 in Sydney and 11:00 in Auckland. */
const from = new Date('2026-03-01T22:00:00Z');

/**
 * Lets a campaign run through redials, callbacks and opt-outs to its end, by cron's own process on a clock that is handed in; a few days
 * later another one calls a part of the people again. Runs are killed and answers lost on the way. All is compared with the simulator's own log.
 */
export async function simulateCampaign(options: CampaignOptions): Promise<CampaignResult> {
  const { program, people, seed, every, step, days } = options;
  const world = await openWorld({
    ...{ program, seed, from, step },
    simulator: { ...simulated, limits: { concurrency: 50 }, faults: { seed, rates: lostAnswers } },
  });
  try {
    const callees = await prepare(world, people, every);
    const orders = await runThrough(world, new Date(from.getTime() + days * day), options.middle);
    const result = await resultOf(world, callees, orders);
    return { ...result, violations: [...result.violations, ...(await differencesFromNothing(options))] };
  } finally {
    await world.close();
  }
}

async function prepare(world: CampaignWorld, people: number, every: string): Promise<Callee[]> {
  const callees = await importPeople(world, people);
  const spring = ['--at', '2026-03-02 09:30', '--every', every, '--name', 'Spring', '--redial', redial];
  await world.command(['schedule', `1-${people}`, ...spring, '--yes']);
  const autumn = ['--at', '2026-03-04 10:00', '--every', '0s', '--name', 'Autumn', '--if-scheduled', 'again'];
  await world.command(['schedule', `1-${Math.ceil(people / 5)}`, ...autumn, '--yes']);
  return callees;
}

/** Places a campaign's first calls in one run, then asks about them for two days, and returns how ten orders of the answers differ. */
async function differencesFromNothing({ program, people, seed, step }: CampaignOptions): Promise<string[]> {
  const limits = { concurrency: 1000, createsPer10s: 10_000 };
  const world = await openWorld({ ...{ program, seed, from, step }, simulator: { ...simulated, limits } });
  try {
    await prepare(world, people, '0s');
    world.advance(30 * minute);
    await world.command(['process-due', '--concurrency', '20']);
    const orders = new Orders(world);
    for (const pause of [minute / 3, minute, 5 * minute, 2 * hour, 8 * hour, 2 * day]) {
      world.advance(pause);
      await orders.ask(pause >= day);
    }
    return await orders.differences(10);
  } finally {
    await world.close();
  }
}

/** Runs the campaign, and gathers what Retell says of the calls that were placed by the middle of it, after pauses twice as long each time, and in the end. */
async function runThrough(world: CampaignWorld, until: Date, middle: number): Promise<Orders> {
  let orders: Orders | undefined;
  let next = from.getTime() + middle * minute;
  let pause = hour / 2;
  await world.runCron(until, async () => {
    if (world.now().getTime() < next) return;
    orders ??= new Orders(world);
    await orders.ask();
    next = world.now().getTime() + pause;
    pause *= 2;
  });
  orders ??= new Orders(world);
  await orders.ask(true);
  return orders;
}

async function resultOf(
  world: CampaignWorld,
  callees: readonly Callee[],
  orders: Orders,
): Promise<CampaignResult> {
  const log = world.simulator.calls().filter((call): call is OverCall => call.outcome !== undefined);
  const ledger = await readLedger(world);
  const violations = violationsIn({
    ...{ log, rings: world.simulator.rings(), ledger, callees },
    rules: { Spring: rules, Autumn: {} },
  });
  return {
    runs: world.runs.made,
    killed: world.runs.killed,
    calls: log.length,
    dispositions: tally(log.map(({ outcome }) => outcome.disposition)),
    optOuts: log.filter(({ outcome }) => outcome.optOut).length,
    callbacks: tally(ledger.callbacks.map(({ state }) => state)),
    costCents: ledger.campaigns.reduce((sum, { costCents }) => sum + costCents, 0),
    answers: orders.answers,
    violations: [...world.violations, ...violations, ...(await orders.differences(10))],
  };
}

function tally(words: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}
