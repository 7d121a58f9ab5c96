import { performance } from 'node:perf_hooks';
import type { CallArea } from '../../src/domain/calls/call-times/call-times.ts';
import type { HolidayOn } from '../../src/domain/calls/call-times/holiday.ts';
import {
  auHours,
  disagreements,
  nightly,
  openInAll,
  openQuarters,
  quarterMs,
  varied,
} from '../domain/calls/call-times/quarters.ts';

/**
 * Compares voicebot with a slow calculation by Luxon: for every zone that Intl knows, in every quarter of an hour of two years,
 * whether a call is allowed and when next; then for sets of zones. Minutes of work; not part of `npm test`.
 */
const start = Date.parse('2026-10-01T00:00Z');
const count = (731 * 86_400_000) / quarterMs;
const zoneSets = 300;

const zones = Intl.supportedValuesOf('timeZone');
const holidayOn: HolidayOn = (date) =>
  /-(?:01-01|01-26|04-25|12-2[56])$/.test(date)
    ? { date, country: 'AU', region: null, name: 'Holiday' }
    : undefined;

const began = performance.now();
let checked = 0;
const wrong: string[] = [];
for (const [name, hours] of Object.entries({ auHours, varied, nightly })) {
  const open = new Map<string, Uint8Array>();
  for (const zone of zones) {
    const quarters = openQuarters(start, count, hours, areaOf([zone]), holidayOn);
    open.set(zone, quarters);
    wrong.push(...disagreements(start, quarters, hours, areaOf([zone]), holidayOn));
    checked += count;
  }
  for (let index = 0; index < zoneSets; index++) {
    const some = zonesOfSet(index);
    const together = openInAll(some.map((zone) => open.get(zone) ?? new Uint8Array(count)));
    wrong.push(...disagreements(start, together, hours, areaOf(some), holidayOn));
    checked += count;
  }
  report(`${name}: ${zones.length} zones, ${zoneSets} sets of zones`);
}
report(`${checked.toLocaleString('en')} quarters of an hour compared, ${wrong.length} disagreements`);
for (const line of wrong.slice(0, 20)) report(line);
process.exitCode = wrong.length === 0 ? 0 : 1;

function areaOf(some: string[]): CallArea {
  return { zones: some, country: 'AU', regions: null };
}

/** Two to five zones, spread over the world in a different way each time. */
function zonesOfSet(index: number): string[] {
  const size = 2 + (index % 4);
  return Array.from(
    { length: size },
    (_, member) => zones[(index * 7 + member * (index % 61) + member) % zones.length] ?? 'UTC',
  );
}

function report(text: string): void {
  process.stdout.write(`${((performance.now() - began) / 1000).toFixed(0)} s  ${text}\n`);
}
