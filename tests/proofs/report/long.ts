import { resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { simulateCampaign } from './campaign.ts';
import { compareReports } from './compare.ts';

/** Five campaigns of 500 people each, whose reports must say what the simulator's own log says. Half an hour; not part of `npm test`. */
const seeds = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [1, 2, 3, 4, 5];

let wrong = 0;
for (const seed of seeds) {
  const began = performance.now();
  const options = { program: resolve('bin/voicebot.js'), people: 500, seed, hours: 5 * 24, step: 20 };
  await simulateCampaign(options, async (campaign) => {
    const { differences } = await compareReports(campaign);
    const seconds = Math.round((performance.now() - began) / 1000);
    process.stdout.write(
      `seed ${seed}: ${campaign.people.length} people, ${campaign.calls.length} calls, ${differences.length} differences, ${seconds} s\n`,
    );
    for (const difference of differences.slice(0, 20)) process.stdout.write(`  ✗ ${difference}\n`);
    wrong += differences.length;
  });
}
process.exitCode = wrong === 0 ? 0 : 1;
