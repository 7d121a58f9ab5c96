import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { expect, it } from 'vitest';
import { program } from '../../support/operator.ts';
import { campaignNames, type SimulatedCampaign, simulateCampaign } from './campaign.ts';
import { compareReports, type ReportDocument } from './compare.ts';
import { outsideReferences, tablesOf, textOf } from './page-text.ts';

it('a report says what the simulator knows of its calls, on the screen, as CSV and as a page', async () => {
  const options = { program, people: 20, seed: 3, hours: 6, step: 40 };
  await simulateCampaign(options, async (campaign) => {
    const { differences, document } = await compareReports(campaign);
    expect(differences).toEqual([]);
    expect(Object.keys(document).toSorted()).toEqual(documentKeys.toSorted());
    expect(document.rates.filter(({ definition }) => definition.length < 20)).toEqual([]);
    await expectCsv(campaign);
    await expectText(campaign, document);
    await expectPage(campaign);
  });
}, 120_000);

/** A contract with scripts: names may be added, not changed. */
const documentKeys = [
  ...['campaign', 'since', 'until', 'madeAt', 'people', 'calls', 'cost', 'rates', 'durations', 'attempts'],
  ...['byHour', 'byWeekday', 'byHourAndWeekday', 'calleeClocks', 'callbacks', 'definitions', 'by', 'groups'],
];

async function expectCsv({ voicebot }: SimulatedCampaign): Promise<void> {
  const fields = ['--by', 'tag', '--fields', 'key,peopleReached,answerRate'];
  const { groups } = JSON.parse(await voicebot(['report', '--json', ...fields])) as ReportDocument;
  const rows: unknown[] = parse(await voicebot(['report', '--csv', ...fields]), { columns: true });
  const asText = (value: unknown) => (value === null ? '' : String(value));
  expect(rows).toEqual(
    groups.map((group) =>
      Object.fromEntries(Object.entries(group).map(([name, value]) => [name, asText(value)])),
    ),
  );
  expect(rows).toContainEqual(expect.objectContaining({ key: '<i>vip' }));
}

async function expectText({ voicebot }: SimulatedCampaign, document: ReportDocument): Promise<void> {
  const text = await voicebot(['report']);
  for (const { definition } of document.rates) expect(text.replace(/\s+/g, ' ')).toContain(definition);
  expect(text).toMatch(/Called +\d+ +█/);
  expect(text.split('\n').filter((line) => line.length > 80)).toEqual([]);
}

async function expectPage({ voicebot, home }: SimulatedCampaign): Promise<void> {
  const words = ['report', '--campaign', '2', '--by', 'tag', '--html', 'report.html'];
  const { file, ...document } = JSON.parse(await voicebot([...words, '--json']));
  expect(file).toBe(join(home, 'report.html'));
  const page = readFileSync(file, 'utf8');
  expect(outsideReferences(page)).toEqual([]);
  expect(textOf(/<h1>(.*?)<\/h1>/s.exec(page)?.[1] ?? '')).toBe(campaignNames[1]);
  const tables = tablesOf(page);
  const { called, reached, notReached } = document.people;
  expect(tables[0]?.rows.map(([label, count]) => [label, Number(count)]).slice(0, 2)).toEqual([
    ['Reached', reached],
    ['Not reached', notReached],
  ]);
  expect(tables[0]?.caption).toBe(`${called} people called`);
  const groups = tables.find(({ caption }) => caption === 'Calls by tag')?.rows ?? [];
  expect(groups.map(([key, people, hit]) => [key, Number(people), Number(hit)])).toEqual(
    document.groups.map((group: Record<string, unknown>) => [
      group['key'] ?? 'no tag',
      group['peopleCalled'],
      group['peopleReached'],
    ]),
  );
  const hours = tables.find(({ caption }) => caption === 'The same in numbers')?.rows ?? [];
  expect(
    hours.map(([hour, answered, calls]) => [Number(hour?.slice(0, 2)), Number(answered), Number(calls)]),
  ).toEqual(
    document.byHour.map((row: Record<string, unknown>) => [row['hour'], row['answered'], row['calls']]),
  );
  // A report replaces an earlier one, and nothing else.
  await voicebot(words);
  const notes = join(home, 'notes.txt');
  writeFileSync(notes, 'mine');
  await expect(voicebot(['report', '--html', 'notes.txt'])).rejects.toMatchObject({ code: 2 });
  expect(readFileSync(notes, 'utf8')).toBe('mine');
  await voicebot(['report', '--html', 'notes.txt', '--yes']);
  expect(statSync(notes).size).toBeGreaterThan(10_000);
}
