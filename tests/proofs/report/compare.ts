import { z } from 'zod';
import { groupings } from '../../../src/domain/reports/groupings.ts';
import type { SimulatedCampaign } from './campaign.ts';
import { recount } from './recount.ts';

const object = z.record(z.string(), z.unknown());
const report = z.looseObject({
  rates: z.array(z.looseObject({ name: z.string(), value: z.number().nullable(), definition: z.string() })),
  attempts: z.array(z.object({ attempts: z.number(), reached: z.number(), notReached: z.number() })),
  byHour: z.array(z.looseObject({ hour: z.number() })),
  byWeekday: z.array(object),
  groups: z.array(z.looseObject({ key: z.string().nullable() })),
});

export type ReportDocument = z.infer<typeof report>;

/** Returns where the reports of the program differ from what the simulator's own log says, each as a line; and the report by day. */
export async function compareReports(
  campaign: SimulatedCampaign,
): Promise<{ differences: string[]; document: ReportDocument }> {
  const { groups, ...expected } = recount(campaign);
  const documents = new Map<string, ReportDocument>();
  for (const by of groupings)
    documents.set(by, report.parse(JSON.parse(await campaign.voicebot(['report', '--by', by, '--json']))));
  const document = documents.get('day');
  if (!document) throw new Error('no report by day');
  const differences = differencesIn(keyed(document), expected, 'report');
  for (const by of groupings) {
    const rows = documents.get(by)?.groups.map(({ key, ...row }) => [String(key), row] as const) ?? [];
    const keys = rows.map(([key]) => key).toSorted();
    differences.push(
      ...differencesIn(Object.fromEntries(rows), groups[by], `groups by ${by}`),
      ...differencesIn(keys, Object.keys(groups[by]).toSorted(), `keys by ${by}`),
    );
  }
  return { differences, document };
}

/** Returns the document with its lists by what they are about. */
function keyed(document: ReportDocument): Record<string, unknown> {
  return {
    ...document,
    rates: Object.fromEntries(document.rates.map(({ name, value }) => [name, value])),
    attempts: Object.fromEntries(document.attempts.map(({ attempts, reached }) => [attempts, reached])),
    byHour: Object.fromEntries(document.byHour.map((row) => [row.hour, row])),
    byWeekday: Object.fromEntries(document.byWeekday.map((row, day) => [day + 1, row])),
  };
}

/** Numbers that differ by less are equal: sums of fractions depend on their order. */
const rounding = 1e-6;

/** Returns a line for each value of `expected` that `actual` has not. What is only in `actual` is left out. */
function differencesIn(actual: unknown, expected: unknown, path: string): string[] {
  if (typeof expected === 'number' && typeof actual === 'number' && Math.abs(actual - expected) < rounding)
    return [];
  if (typeof expected !== 'object' || expected === null)
    return Object.is(actual, expected)
      ? []
      : [`${path} is ${JSON.stringify(actual)}, not ${JSON.stringify(expected)}`];
  const found = object.safeParse(Array.isArray(actual) ? { ...actual } : actual);
  if (!found.success) return [`${path} is missing`];
  return Object.entries(expected).flatMap(([key, value]) =>
    differencesIn(found.data[key], value, `${path}.${key}`),
  );
}
