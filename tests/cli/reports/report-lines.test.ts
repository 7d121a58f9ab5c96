import { describe, expect, it } from 'vitest';
import { reportLines } from '../../../src/cli/reports/text/report-lines.ts';
import { dispositions } from '../../../src/domain/calls/outcomes/disposition.ts';
import { countCallbacks } from '../../../src/domain/reports/callbacks.ts';
import { ReportTally } from '../../../src/domain/reports/report.ts';

const madeAt = new Date('2026-12-09T00:00:00Z');
const reader = { zone: 'Australia/Sydney', locale: 'en-AU' };

/** A report on calls of every kind, with numbers as long as they get. */
function anyReport() {
  const tally = new ReportTally('day', reader.zone);
  for (let index = 0; index < 20_000; index++) {
    tally.add({
      person: Math.floor(index / 3),
      requestedAt: madeAt.getTime() - index,
      outcome: dispositions[(index * 7) % dispositions.length] ?? 'answered',
      success: index % 2 === 0,
      hasOptedOut: index % 50 === 0,
      hourOfWeek: index % 168,
      clock: index % 3 === 0 ? 'assumed' : 'callee',
      durationMs: 3_600_000 + index,
      costCents: 1234.5,
      labels: [],
    });
  }
  const asked = { state: 'operator' as const, at: null, call: null };
  const callbacks = countCallbacks(Array(1000).fill(asked), { now: madeAt, tolerance: 0 });
  const campaign = { id: 1, name: 'A campaign with a name that is much longer than narrow screens are wide' };
  return { ...tally.report(callbacks), campaign, since: new Date(0), until: madeAt, madeAt };
}

describe('a report on the screen', () => {
  it.each([40, 60, 80, 120, 200])('fits %d columns, with every number and definition', (columns) => {
    const report = anyReport();
    const lines = reportLines(report, columns, reader).map(String);
    expect(lines.filter((line) => line.length > columns)).toEqual([]);
    const text = lines.join(' ').replace(/\s+/g, ' ');
    for (const { definition } of report.rates) expect(text).toContain(definition);
    for (const part of ['6,667', '20,000 placed', '23:00', 'Sun', '1,000 waiting for you', '█'])
      expect(text).toContain(part);
  });
});
