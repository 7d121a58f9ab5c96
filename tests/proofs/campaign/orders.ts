import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { ReportRules } from '../../../src/domain/calls/outcomes/not-dialled.ts';
import type { CallReport } from '../../../src/domain/calls/outcomes/report.ts';
import type { CallDetails } from '../../../src/operations/ports/telephony.ts';
import { openStore } from '../../../src/store/open-store.ts';
import { openSqlite } from '../../../src/store/sqlite/connection/sqlite.ts';
import { retellTelephony } from '../../../src/telephony/retell/retell.ts';
import { mulberry32, type Random } from '../../../src/telephony/simulator/calls/random.ts';
import { noRules } from '../../support/policy.ts';
import { reportRules } from '../../support/report-rules.ts';
import type { CampaignWorld } from './cron.ts';

const rules: ReportRules = {
  ...reportRules,
  callbacks: {
    ...reportRules.callbacks,
    policy: { ...noRules, assumedTimezone: 'Australia/Sydney' },
  },
};

/** What arrives: a report on a call, or a call with what was said in it. */
type Answer = { report: CallReport } | { details: CallDetails };

/** The most answers that are recorded in one transaction. */
const mostAtOnce = 40;

/** A database as it was in the middle of a campaign, and all that Retell said of its calls from then on. */
export class Orders {
  readonly #world: CampaignWorld;
  readonly #copy: string;
  readonly #capturedAt: Date;
  readonly #ids: readonly string[];
  readonly #answers: Answer[] = [];

  /** Copies the database. */
  constructor(world: CampaignWorld) {
    this.#world = world;
    this.#copy = join(world.home, 'middle.db');
    this.#capturedAt = world.now();
    const db = openSqlite(world.database, { timeout: 10_000 });
    db.prepare('vacuum into ?').run(this.#copy);
    this.#ids = z
      .array(z.string())
      .parse(db.prepare('select retell_call_id from calls where retell_call_id is not null').pluck().all());
    db.close();
  }

  /** Asks Retell about all calls, as it tells of them now. What goes wrong is left out. */
  async ask(withDetails = false): Promise<void> {
    const telephony = retellTelephony({
      ...{ apiKey: 'key_of_the_test_account', baseUrl: this.#world.simulator.url },
      ...{ requestTimeout: 10_000, now: this.#world.now },
    });
    const listed = await telephony.reportsOf(this.#ids).catch(() => undefined);
    for (const report of listed?.reports ?? []) this.#answers.push({ report });
    for (const id of withDetails ? this.#ids.slice(0, 20) : []) {
      const details = await telephony.callDetails(id).catch(() => undefined);
      if (details) this.#answers.push({ details });
    }
  }

  /**
   * Delivers all answers to copies of the database, to each in another order, some of them twice, others also in part.
   *
   * @returns each difference from the first, as a sentence
   */
  async differences(orders: number): Promise<string[]> {
    const [first = new Map<string, string>(), ...others] = await Promise.all(
      Array.from({ length: orders }, (_, seed) => this.#endOf(seed)),
    );
    return others.flatMap((end, index) =>
      [...new Set([...first.keys(), ...end.keys()])].flatMap((key) =>
        first.get(key) === end.get(key)
          ? []
          : [`order ${index + 2} ends with another ${key}: ${differing(first.get(key), end.get(key))}`],
      ),
    );
  }

  get answers(): number {
    return this.#answers.length;
  }

  async #endOf(seed: number): Promise<Map<string, string>> {
    const path = join(this.#world.home, `order-${seed}.db`);
    copyFileSync(this.#copy, path);
    const store = openStore({ path, migrations: this.#world.migrations });
    const when = { ...rules, now: this.#capturedAt };
    const random = mulberry32(seed);
    const answers = shuffled(this.#answers.flatMap(repeated), random);
    while (answers.length > 0) {
      const batch = answers.splice(0, 1 + Math.floor(random() * mostAtOnce));
      const reports = batch.flatMap((answer) => ('report' in answer ? [answer.report] : []));
      await store.recordReports(reports, when);
      for (const answer of batch) if ('details' in answer) await store.recordDetails(answer.details, when);
    }
    store.close();
    return rowsOf(path);
  }
}

/** Names the columns that differ in two rows, with both values. */
function differing(one = '{}', another = '{}'): string {
  const [left, right] = [row.parse(JSON.parse(one)), row.parse(JSON.parse(another))];
  const names = [...new Set([...Object.keys(left), ...Object.keys(right)])];
  return names
    .filter((name) => left[name] !== right[name])
    .map((name) => `${name} ${JSON.stringify(left[name])}, ${JSON.stringify(right[name])}`)
    .join('; ');
}

/** Every fifth answer comes twice, and every third also in part: its status and its reason, before all else is known. */
function repeated(answer: Answer, index: number): Answer[] {
  const inPart = index % 3 === 0 && 'report' in answer ? [{ report: partOf(answer.report) }] : [];
  return [answer, ...(index % 5 === 0 ? [answer] : []), ...inPart];
}

function partOf(report: CallReport): CallReport {
  const nothing = { startedAt: null, endedAt: null, costCents: null, customAnalysis: null, summary: null };
  return { ...report, ...nothing, answer: {} };
}

function shuffled<T>(items: readonly T[], random: Random): T[] {
  return items
    .map((item) => ({ item, rank: random() }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ item }) => item);
}

const row = z.record(z.string(), z.unknown());

/** What makes a row what it is: rows that follow from a call are made in the order of the reports, and so are their ids. */
const tables: Readonly<Record<string, string>> = {
  calls: 'id',
  call_reports: 'call_id',
  call_transcripts: 'call_id',
  callbacks: 'call_id',
  do_not_call_numbers: 'phone_number, source',
  scheduled_calls: 'case when redial_of is null and callback_of is null then id end, redial_of, callback_of',
};

/** Returns every row of the tables that reports change, as JSON without its own id, by what makes it what it is. */
function rowsOf(path: string): Map<string, string> {
  const db = openSqlite(path, { readonly: true });
  try {
    const rows = Object.entries(tables).flatMap(([table, key]) =>
      z
        .array(row)
        .parse(db.prepare(`select json_array(${key}) as row_key, * from ${table}`).all())
        .map(({ row_key, id: _, ...row }) => [`${table} ${row_key}`, JSON.stringify(row)] as const),
    );
    return new Map(rows);
  } finally {
    db.close();
  }
}
