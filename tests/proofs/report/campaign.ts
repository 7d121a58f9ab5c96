import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { SimulatedCall } from '../../../src/telephony/simulator/calls/simulated-call.ts';
import { startSimulator } from '../../../src/telephony/simulator/simulator.ts';

const minute = 60_000;
const hour = 60 * minute;

/** Where the people are, and whether only their own time zone tells. */
const areas = [
  { prefix: '+612555', zone: 'Australia/Sydney', isTold: false },
  { prefix: '+613701', zone: 'Australia/Melbourne', isTold: false },
  { prefix: '+617701', zone: 'Australia/Brisbane', isTold: true },
  { prefix: '+618555', zone: 'Australia/Perth', isTold: true },
  { prefix: '+614915', zone: 'Australia/Sydney', isTold: false },
] as const;

const tags = ['north', '<i>vip', 'north;été', ''] as const;

/** The campaigns, of which each calls half of the people. */
export const campaignNames = ['Spring', '<b>R&D</b> "Melbourne"'] as const;

const [sydney, melbourne] = ['+61255501234', '+61370101234'];

/** A person of the list. */
export interface Person {
  number: string;
  /** The zone whose clock they live by. */
  zone: string;
  tags: readonly string[];
}

export interface CampaignOptions {
  program: string;
  people: number;
  seed: number;
  /** How long cron runs, in hours, and how often, in minutes. */
  hours: number;
  step: number;
  /** Over how many minutes the first calls are planned; by default five hours. */
  spread?: number;
  /** Where the operator's files are; by default in a folder that is removed. */
  home?: string;
}

/** A campaign that is over. */
export interface SimulatedCampaign {
  people: readonly Person[];
  /** The operator's files. */
  home: string;
  /** What really became of every call, as the simulator has it. */
  calls: readonly SimulatedCall[];
  /** Runs the program on its database. @returns what it wrote to standard output */
  voicebot(words: readonly string[]): Promise<string>;
  /** The environment of such runs. */
  environment(): Record<string, string>;
}

/**
 * Has cron's own process call simulated people, who answer by the hour, opt out and ask to be called back; then hands the campaign on.
 * Two agents and two numbers call, redials follow, cron stops for an hour and a half, and some people are called by hand.
 */
export async function simulateCampaign(
  { program, people: count, seed, hours, step, spread = 300, home: ownHome }: CampaignOptions,
  use: (campaign: SimulatedCampaign) => Promise<void>,
): Promise<void> {
  const start = Date.parse('2026-03-01T21:52:00Z');
  let now = start;
  const home = ownHome ?? mkdtempSync(join(tmpdir(), 'voicebot-report-'));
  const limits = { concurrency: 1000, createsPer10s: 100_000, othersPer10s: 100_000, listsPer10s: 10_000 };
  const people = { optOuts: 0.03, callbacks: 0.1 };
  const simulator = await startSimulator({ seed, clock: { now: () => new Date(now) }, people, limits });
  const voicebot = async (words: readonly string[]) => {
    const env = environment(home, simulator.url, now);
    const options = { cwd: home, maxBuffer: 2 ** 26, env };
    return (await promisify(execFile)(process.execPath, [program, ...words], options)).stdout;
  };
  try {
    const list = Array.from({ length: count }, (_, index) => personOf(index));
    writeFileSync(join(home, 'list.csv'), csvOf(list));
    await voicebot(['contacts', 'import', 'list.csv']);
    const half = Math.ceil(count / 2);
    const every = Math.max(1, Math.floor(spread / count));
    const plan = [
      '--at',
      '+10m',
      '--every',
      `${every}m`,
      '--redial',
      'busy=20m x3, no-answer=90m x3, voicemail=3h x2',
    ];
    await voicebot(['schedule', `1-${half}`, ...plan, '--name', campaignNames[0], '--from', sydney]);
    await voicebot([
      'schedule',
      `${half + 1}-${count}`,
      ...plan,
      '--name',
      campaignNames[1],
      '--from',
      melbourne,
      '--agent',
      'agent_demo_two',
    ]);
    await voicebot(['call', '1', '--yes', '--json']);
    const outage = { from: start + 4 * hour, until: start + 5.5 * hour };
    for (; now < start + hours * hour; now += step * minute)
      if (now < outage.from || now > outage.until) await voicebot(['process-due', '--json']).catch(ifPartly);
    now += 5 * hour;
    await voicebot(['calls', 'sync', '--since', '30d']);
    await use({
      home,
      people: list,
      calls: simulator.calls(),
      voicebot,
      environment: () => environment(home, simulator.url, now),
    });
  } finally {
    await simulator.close();
    if (ownHome === undefined) rmSync(home, { recursive: true, force: true });
  }
}

/** Some calls fail, which is no failure of the run. */
function ifPartly(error: unknown): void {
  if (!(error instanceof Error && 'code' in error && error.code === 6)) throw error;
}

function environment(home: string, url: string, now: number): Record<string, string> {
  return {
    PATH: process.env['PATH'] ?? '',
    HOME: home,
    RETELL_BASE_URL: url,
    RETELL_API_KEY: 'key_of_the_test_account',
    VOICEBOT_FROM_NUMBER: sydney,
    VOICEBOT_AGENT_ID: 'agent_demo',
    VOICEBOT_CALL_TIMES: 'Mon-Sun 08:00-21:00',
    VOICEBOT_ASSUME_TIMEZONE: 'Australia/Sydney',
    VOICEBOT_STOP_AFTER_FAILURES: '100',
    VOICEBOT_NOW: new Date(now).toISOString(),
  };
}

function personOf(index: number): Person {
  const { prefix, zone } = areas[index % areas.length] ?? areas[0];
  const labels = (tags[index % tags.length] ?? '').split(';').filter(Boolean);
  return { number: `${prefix}${String(10_000 + index)}`, zone, tags: labels };
}

function csvOf(people: readonly Person[]): string {
  const rows = people.map(({ number, zone, tags: labels }, index) => {
    const { isTold } = areas[index % areas.length] ?? areas[0];
    return `Person ${index + 1},${number},${isTold ? zone : ''},${labels.join(';')}`;
  });
  return `name,phone,timezone,tags\n${rows.join('\n')}\n`;
}
