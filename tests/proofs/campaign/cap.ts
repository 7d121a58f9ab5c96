import type { SimulatorOptions } from '../../../src/telephony/simulator/simulator.ts';
import { type CampaignWorld, openWorld } from './cron.ts';
import { lostAnswers } from './enemies.ts';
import { importPeople } from './people.ts';
import { type Ledger, readLedger } from './violations.ts';

const [minute, hour] = [60_000, 3_600_000];

export interface CapOptions {
  program: string;
  people: number;
  seed: number;
  /** How often cron comes, in minutes. */
  step: number;
  /** The first cap and the one that it is raised to, US dollars. */
  caps: readonly [number, number];
}

export interface CapResult {
  runs: number;
  /** What the calls had cost when the first cap stopped them, and in the end; US cents. */
  stoppedAt: number;
  costCents: number;
  violations: string[];
}

/** The longest call of the agent, ms. */
const longest = 4 * minute;

/** A Monday, at 9:00 in Sydney. */
const from = new Date('2026-03-01T22:00:00Z');

/**
 * Lets a campaign run until its cost cap stops it, raises the cap, and lets it run to its end. After each run, what the calls have cost by the
 * simulator's own log must be within the cap.
 */
export async function simulateCap({ program, people, seed, step, caps }: CapOptions): Promise<CapResult> {
  const simulator: SimulatorOptions = {
    people: { timezone: 'Australia/Sydney' },
    agents: [{ id: 'agent_demo', name: 'Demo agent', maxDurationMs: longest }],
    faults: { seed, rates: lostAnswers },
  };
  const world = await openWorld({ program, seed, from, step, simulator });
  const [cap, raised] = caps;
  try {
    await importPeople(world, people);
    const plan = [
      '--at',
      '2026-03-02 10:00',
      '--every',
      '20s',
      '--name',
      'Summer',
      '--max-cost',
      String(cap),
    ];
    await world.command(['schedule', `1-${people}`, ...plan, '--yes']);
    await world.runCron(new Date(from.getTime() + 4 * hour), () => within(world, 100 * cap));
    const stopped = await readLedger(world);
    const stoppedAt = costOf(world);
    const mostOfOne = (highestRate(world) * longest) / minute;
    await world.command(['campaigns', 'edit', 'Summer', '--max-cost', String(raised)]);
    await world.runCron(new Date(from.getTime() + 60 * hour), () => within(world, 100 * raised));
    const ended = await readLedger(world);
    return {
      runs: world.runs.made,
      stoppedAt,
      costCents: costOf(world),
      violations: [
        ...world.violations,
        ...isStopped(stopped, 100 * cap - stoppedAt, mostOfOne),
        ...isThrough(ended, people, costOf(world)),
      ],
    };
  } finally {
    await world.close();
  }
}

function costOf({ simulator }: CampaignWorld): number {
  return simulator.calls().reduce((sum, { outcome }) => sum + (outcome?.costCents ?? 0), 0);
}

/** Returns the most that a minute of a call has cost, cents: of a short one more, as each second begun is billed. */
function highestRate({ simulator }: CampaignWorld): number {
  const rates = simulator.calls().map(({ startedAt, endedAt, outcome }) => {
    const minutes = (Number(endedAt) - Number(startedAt)) / minute;
    return outcome && minutes > 0 ? outcome.costCents / minutes : 0;
  });
  return Math.max(...rates);
}

function within(world: CampaignWorld, cap: number): void {
  const cost = costOf(world);
  if (cost > cap) world.violations.push(`at ${world.now().toISOString()} ${cost} cents are spent of ${cap}`);
}

/** The cap must stop the campaign, but not while there is room for one more call beside those whose cost Retell has not told. */
function isStopped({ scheduled, calls }: Ledger, unspent: number, mostOfOne: number): string[] {
  const untold = calls.filter(({ costCents, status }) => costCents === null && mayStillCost.has(status));
  const left = unspent - untold.length * mostOfOne;
  const pending = scheduled.filter(({ status }) => status === 'PENDING').length;
  if (pending === 0) return [`the cap stopped nothing: ${left} cents are left`];
  return left > mostOfOne ? [`${pending} calls wait although ${left} cents are left`] : [];
}

const mayStillCost: ReadonlySet<string> = new Set(['placing', 'unknown', 'registered', 'ongoing', 'ended']);

function isThrough({ scheduled, calls, campaigns }: Ledger, people: number, cost: number): string[] {
  const first = scheduled.filter(({ callbackOf }) => callbackOf === null);
  const placed = first.filter(({ status }) => status === 'COMPLETED' || status === 'FAILED').length;
  const left = first.map(({ status }) => status).filter((status) => status !== 'COMPLETED');
  const sum = calls.reduce((total, { costCents }) => total + (costCents ?? 0), 0);
  return [
    ...(placed === people
      ? []
      : [`${people - placed} of ${people} calls were not placed under the higher cap: ${left.join(', ')}`]),
    ...(Math.abs(sum - cost) < 1e-6 ? [] : [`the calls cost ${cost} cents, not ${sum}`]),
    ...campaigns.flatMap(({ costCents }) =>
      Math.abs(costCents - cost) < 1e-6 ? [] : [`the campaign cost ${cost} cents, not ${costCents}`],
    ),
  ];
}
