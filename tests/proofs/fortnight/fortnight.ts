import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { DateTime } from 'luxon';
import { startSimulator } from '../../../src/telephony/simulator/simulator.ts';

const minute = 60_000;

/** The people: their zones, and numbers in the country of that zone. */
const places = [
  { zone: 'Australia/Sydney', country: 'AU', number: '+614915' },
  { zone: 'Australia/Perth', country: 'AU', number: '+614916' },
  { zone: 'Australia/Adelaide', country: 'AU', number: '+614917' },
  { zone: 'Australia/Brisbane', country: 'AU', number: '+614918' },
  { zone: 'Australia/Lord_Howe', country: 'AU', number: '+614919' },
  { zone: 'Pacific/Auckland', country: 'NZ', number: '+642102' },
  { zone: 'Europe/London', country: 'GB', number: '+4474001' },
] as const;

/** National public holidays of the fortnight. Australia keeps Easter Saturday and Sunday too. */
const holidays: Readonly<Record<string, readonly string[]>> = {
  AU: ['2027-03-26', '2027-03-27', '2027-03-28', '2027-03-29'],
  NZ: ['2027-03-26', '2027-03-29'],
  GB: ['2027-03-26', '2027-03-29'],
};

export interface FortnightOptions {
  program: string;
  /** How many people are called. */
  people: number;
  /** When the first call is planned, and how far apart they are, in minutes. */
  from: Date;
  every: number;
  /** How long cron runs, and how often, in minutes. */
  minutes: number;
  step: number;
  /** Whether the plan already knows the hours, or only cron's runs do. */
  plannedInHours: boolean;
}

export interface FortnightResult {
  runs: number;
  rings: number;
  /** Each rule that was broken, as a sentence. */
  violations: string[];
}

/** Schedules calls at any hour, lets cron's own process run on a clock that is handed in, and checks every ring by another calculation. */
export async function simulateFortnight(options: FortnightOptions): Promise<FortnightResult> {
  const { program, people, from, every, minutes, step, plannedInHours } = options;
  let now = from.getTime() - minute;
  const home = mkdtempSync(join(tmpdir(), 'voicebot-fortnight-'));
  const simulator = await startSimulator({ clock: { now: () => new Date(now) } });
  const run = (words: readonly string[], callTimes: string) =>
    promisify(execFile)(process.execPath, [program, ...words], {
      cwd: home,
      env: {
        PATH: process.env['PATH'],
        HOME: home,
        RETELL_BASE_URL: simulator.url,
        RETELL_API_KEY: 'key_of_the_test_account',
        VOICEBOT_FROM_NUMBER: '+61255501234',
        VOICEBOT_AGENT_ID: 'agent_demo',
        VOICEBOT_CALL_TIMES: callTimes,
        VOICEBOT_NOW: new Date(now).toISOString(),
      },
    });
  try {
    const callees = Array.from({ length: people }, (_, index) => calleeOf(index));
    const rows = callees.map(({ number, zone }, index) => `Person ${index + 1},${number},${zone}`);
    writeFileSync(join(home, 'list.csv'), `name,phone,timezone\n${rows.join('\n')}\n`);
    await run(['contacts', 'import', 'list.csv'], 'off');
    const plan = ['schedule', `1-${people}`, '--at', from.toISOString(), '--every', `${every}m`];
    await run(plan, plannedInHours ? 'au' : 'off');
    let runs = 0;
    for (; runs * step < minutes; runs++) {
      await run(['process-due'], 'au');
      now += step * minute;
    }
    const rings = simulator.rings();
    return { runs, rings: rings.length, violations: violationsOf(callees, rings, options) };
  } finally {
    await simulator.close();
    rmSync(home, { recursive: true, force: true });
  }
}

interface Callee {
  number: string;
  zone: string;
  country: string;
}

function calleeOf(index: number): Callee {
  const { number, zone, country } = places[index % places.length] ?? places[0];
  return { number: `${number}${String(10_000 + index).slice(-5)}`, zone, country };
}

function violationsOf(
  callees: readonly Callee[],
  rings: readonly { toNumber: string; at: Date }[],
  { from, every, step }: FortnightOptions,
): string[] {
  return callees.flatMap((callee, index) => {
    const own = rings.filter(({ toNumber }) => toNumber === callee.number);
    const [ring] = own;
    if (!ring || own.length > 1) return [`${callee.number} rang ${own.length} times`];
    const planned = from.getTime() + index * every * minute;
    const found: string[] = [];
    if (!isAllowed(ring.at.getTime(), callee))
      found.push(`${callee.number} rang at ${localTime(ring.at, callee)}`);
    if (ring.at.getTime() < planned) found.push(`${callee.number} rang before its time`);
    const first = firstAllowed(planned, callee);
    // Those who waited for the same opening follow each other, if need be into the next days.
    const latest = first + (first === planned ? 0 : 3 * 24 * 60 * minute) + (step + 1) * minute;
    if (ring.at.getTime() > latest) found.push(`${callee.number} rang only at ${localTime(ring.at, callee)}`);
    return found;
  });
}

function firstAllowed(from: number, callee: Callee): number {
  for (let time = from; ; time += minute) if (isAllowed(time, callee)) return time;
}

/** Monday to Friday from 9 to 20, Saturday from 9 to 17, not on public holidays. */
function isAllowed(time: number, { zone, country }: Callee): boolean {
  const local = DateTime.fromMillis(time, { zone });
  if (holidays[country]?.includes(local.toISODate() ?? '')) return false;
  const closes = { 6: 17, 7: 0 }[local.weekday as 6 | 7] ?? 20;
  return local.hour >= 9 && local.hour < closes;
}

function localTime(at: Date, { zone }: Callee): string {
  return DateTime.fromJSDate(at, { zone }).toFormat('ccc d LLL, HH:mm ZZZZ');
}
