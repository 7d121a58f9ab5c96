import { resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { simulateCampaign } from './campaign.ts';

/** A campaign of 500 people, with a run of cron in every minute that has something to do. Minutes of work; not part of `npm test`. */
const seed = Number(process.argv[2] ?? 1);
const people = Number(process.argv[3] ?? 500);

const began = performance.now();
const { violations, ...result } = await simulateCampaign({
  ...{ program: resolve('bin/voicebot.js'), people, seed, every: '20s', step: 1, days: 12, middle: 90 },
});
process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
for (const violation of violations.slice(0, 50)) process.stdout.write(`  ✗ ${violation}\n`);
const seconds = Math.round((performance.now() - began) / 1000);
process.stdout.write(`seed ${seed}: ${violations.length} violations, ${seconds} s\n`);
process.exitCode = violations.length === 0 ? 0 : 1;
