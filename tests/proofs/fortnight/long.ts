import { resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { simulateFortnight } from './fortnight.ts';

/**
 * A fortnight, minute by minute, its two weeks side by side: Easter is kept and London's clocks go forward in the first, those of Sydney,
 * Adelaide, Lord Howe and Auckland go back in the second. A quarter of an hour or more of work; not part of `npm test`.
 */
const weeks = ['2027-03-24T12:00:00Z', '2027-03-31T12:00:00Z'];

let broken = 0;
for (const plannedInHours of [false, true]) {
  const began = performance.now();
  const results = await Promise.all(
    weeks.map((from) =>
      simulateFortnight({
        program: resolve('bin/voicebot.js'),
        people: 140,
        from: new Date(from),
        every: 60,
        // The last calls may wait over a weekend.
        minutes: 8.5 * 24 * 60,
        step: 1,
        plannedInHours,
      }),
    ),
  );
  const seconds = Math.round((performance.now() - began) / 1000);
  for (const [index, { runs, rings, violations }] of results.entries()) {
    const plan = plannedInHours ? 'planned in hours' : 'planned at any hour';
    process.stdout.write(
      `week ${index + 1}, ${plan}: ${runs} runs of cron, ${rings} rings, ${violations.length} violations\n`,
    );
    for (const violation of violations.slice(0, 20)) process.stdout.write(`  ✗ ${violation}\n`);
    broken += violations.length;
  }
  process.stdout.write(`${seconds} s\n`);
}
process.exitCode = broken === 0 ? 0 : 1;
