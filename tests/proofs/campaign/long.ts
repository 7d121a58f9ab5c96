import { resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { simulateCampaign } from './campaign.ts';
import { simulateCap } from './cap.ts';

/**
 * A campaign of 500 people, with a run of cron in every minute that has something to do, and one of 100 that its cost cap stops. Half an
 * hour of work; not part of `npm test`.
 */
const seed = Number(process.argv[2] ?? 1);
const people = Number(process.argv[3] ?? 500);

const program = resolve('bin/voicebot.js');

const began = performance.now();
const campaign = await simulateCampaign({
  ...{ program, people, seed, every: '20s', step: 1, days: 14, middle: 90 },
});
const cap = await simulateCap({ program, people: Math.ceil(people / 5), seed, step: 1, caps: [2, 20] });
let broken = 0;
for (const [name, { violations, ...result }] of Object.entries({ campaign, cap })) {
  process.stdout.write(`${name} ${JSON.stringify(result, null, 2)}\n`);
  for (const violation of violations.slice(0, 50)) process.stdout.write(`  ✗ ${violation}\n`);
  broken += violations.length;
}
const seconds = Math.round((performance.now() - began) / 1000);
process.stdout.write(`seed ${seed}: ${broken} violations, ${seconds} s\n`);
process.exitCode = broken === 0 ? 0 : 1;
