import { mulberry32, type Random } from '../../../src/telephony/simulator/calls/random.ts';
import { type Simulator, startSimulator } from '../../../src/telephony/simulator/simulator.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { contentsOf } from './contents.ts';
import { Office } from './office.ts';
import { placeCalls } from './people.ts';

const minute = 60;
const hour = 60 * minute;

/** When all is compared, seconds after the calls were placed: while some still ring, while some are analysed, and in the end. */
const looks = [20, 90, 6 * minute, 2 * hour, 27 * hour];

export interface Storm {
  seed: number;
  /** How many people are called. */
  people: number;
  /** The folder of the schema's migrations. */
  migrations: string;
}

export interface Weathered {
  received: number;
  lost: number;
  repeated: number;
  late: number;
  deaths: number;
  /** Where the two databases differ; empty if all is well. */
  differences: string[];
}

/**
 * Places calls, and then lets one database only ask what came of them, while another is told by webhooks: in any order, some lost, some
 * repeated, some hours late, with runs in between, and dying between the answer to a webhook and its application. From time to time
 * both ask about every call; then both must hold the same.
 */
export async function weather({ seed, people, migrations }: Storm): Promise<Weathered> {
  const clock = new ManualClock();
  const plenty = 1e9;
  const simulator = await startSimulator({
    clock,
    seed,
    analysisDelayMs: 30_000,
    costCorrection: { afterMs: hour * 1000, factor: 1.5 },
    limits: { concurrency: plenty, createsPer10s: plenty, listsPer10s: plenty, othersPer10s: plenty },
  });
  const random = mulberry32(seed);
  const asking = new Office(simulator, clock, migrations);
  try {
    await placeCalls(asking, simulator, clock, { people, random });
    const told = new Office(simulator, clock, migrations, asking);
    try {
      return await compare({ asking, told }, { simulator, clock, random });
    } finally {
      told.close();
    }
  } finally {
    asking.close();
    await simulator.close();
  }
}

async function compare(
  { asking, told }: { asking: Office; told: Office },
  { simulator, clock, random }: { simulator: Simulator; clock: ManualClock; random: Random },
): Promise<Weathered> {
  const weathered: Weathered = { received: 0, lost: 0, repeated: 0, late: 0, deaths: 0, differences: [] };
  const known = new Set<string>();
  let late: Delivery[] = [];
  let at = 0;
  for (const look of looks) {
    clock.advance(look - at);
    at = look;
    const fresh = simulator.webhookBodies().filter(({ body }) => !known.has(body));
    for (const { body } of fresh) known.add(body);
    const [now, later] = fate(fresh, random, weathered);
    await deliver(told, shuffled([...late, ...now], random), random, weathered);
    late = later;
    for (const office of [told, asking]) {
      await office.run();
      await office.askAboutAll();
    }
    weathered.differences.push(
      ...differences(asking.path, told.path).map((one) => `after ${look} s: ${one}`),
    );
  }
  return weathered;
}

interface Delivery {
  body: string;
  key: string;
}

/** Draws what becomes of webhooks. @returns those that come now, and those that come late */
function fate(
  fresh: readonly Delivery[],
  random: Random,
  counts: Weathered,
): [now: Delivery[], later: Delivery[]] {
  const [now, later]: [Delivery[], Delivery[]] = [[], []];
  for (const webhook of fresh) {
    const share = random();
    if (share < 0.15) counts.lost++;
    else if (share < 0.3) {
      counts.late++;
      later.push(webhook);
    } else now.push(webhook);
    if (share < 0.6) continue;
    counts.repeated++;
    (random() < 0.5 ? now : later).push(webhook);
  }
  return [now, later];
}

/** Delivers webhooks, many at once, and between them applies some, makes runs, and dies. */
async function deliver(
  office: Office,
  webhooks: readonly Delivery[],
  random: Random,
  counts: Weathered,
): Promise<void> {
  for (let from = 0; from < webhooks.length; ) {
    const some = webhooks.slice(from, from + Math.ceil(random() * 20));
    from += some.length;
    await Promise.all(some.map((webhook) => office.receive(webhook)));
    counts.received += some.length;
    const share = random();
    if (share < 0.5) await office.apply();
    // The server and a run may come upon the same webhooks.
    else if (share < 0.6) await Promise.all([office.apply(), office.run()]);
    else if (share < 0.7) await office.run();
    else if (share < 0.8) {
      office.die();
      counts.deaths++;
    }
  }
}

function shuffled<T>(items: readonly T[], random: Random): T[] {
  return items
    .map((item) => ({ item, rank: random() }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ item }) => item);
}

/** Returns the rows that only one of two databases has. */
function differences(asking: string, told: string): string[] {
  const [theirs, ours] = [contentsOf(asking), contentsOf(told)];
  return Object.keys({ ...theirs, ...ours }).flatMap((table) => {
    const [one, other] = [new Set(theirs[table]), new Set(ours[table])];
    return [
      ...[...one].filter((row) => !other.has(row)).map((row) => `${table}, only by asking: ${row}`),
      ...[...other].filter((row) => !one.has(row)).map((row) => `${table}, only if told: ${row}`),
    ];
  });
}
