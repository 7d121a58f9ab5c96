import { resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { simulateFortnight } from './fortnight.ts';

/**
 * A fortnight, minute by minute, in which London's clocks go forward, those of Sydney, Adelaide, Lord Howe and Auckland go back, and Easter is
 * kept. Half an hour of work; not part of `npm test`.
 */
let broken = 0;
for (const plannedInHours of [true, false]) {
  const began = performance.now();
  const { runs, rings, violations } = await simulateFortnight({
    program: resolve('bin/voicebot.js'),
    people: 280,
    from: new Date('2027-03-24T12:00:00Z'),
    every: 60,
    minutes: 15 * 24 * 60,
    step: 1,
    plannedInHours,
  });
  const seconds = Math.round((performance.now() - began) / 1000);
  process.stdout.write(
    `${plannedInHours ? 'planned in hours' : 'planned at any hour'}: ${runs} runs of cron, ${rings} rings, ${violations.length} violations, ${seconds} s\n`,
  );
  for (const violation of violations.slice(0, 20)) process.stdout.write(`  ✗ ${violation}\n`);
  broken += violations.length;
}
process.exitCode = broken === 0 ? 0 : 1;
