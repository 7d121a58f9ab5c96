import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { simulateCampaign } from '../report/campaign.ts';
import { noChromium, openChromium } from './chromium.ts';
import { lookAt, looks, lookUnderPolicy } from './look-at.ts';

/** The pages that voicebot writes, in a real browser: light and dark, on a phone and on paper. Pictures go to `node_modules/.cache/browser`. */
const folder = resolve('node_modules/.cache/browser');

const browser = await openChromium();
if (browser) {
  const options = { program: resolve('bin/voicebot.js'), people: 60, seed: 2, hours: 30, step: 60 };
  const found: string[] = [];
  await simulateCampaign(options, async ({ voicebot, home }) => {
    const pages = {
      all: [],
      campaign: ['--campaign', '2', '--by', 'tag', '--since', '30d'],
      none: ['--until', '300d'],
    };
    for (const [name, words] of Object.entries(pages)) {
      const file = join(home, `${name}.html`);
      await voicebot(['report', ...words, '--html', file]);
      const pictures = join(folder, name);
      mkdirSync(pictures, { recursive: true });
      const lines = await lookUnderPolicy(browser, file);
      for (const look of looks) lines.push(...(await lookAt(browser, file, look, pictures)));
      found.push(...lines.map((line) => `${name}, ${line}`));
      process.stdout.write(`${name}: looked at in ${looks.length} ways, ${lines.length} complaints\n`);
    }
  });
  await browser.close();
  for (const line of found) process.stdout.write(`  ✗ ${line}\n`);
  process.stdout.write(`Chromium ${browser.version()}. Pictures: ${folder}\n`);
  process.exitCode = found.length === 0 ? 0 : 1;
} else {
  process.stdout.write(`${noChromium}\n`);
  process.exitCode = 1;
}
