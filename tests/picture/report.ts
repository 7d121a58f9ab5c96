import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { spawn } from '@lydell/node-pty';
import headless from '@xterm/headless';
import { noChromium, openChromium } from '../proofs/browser/chromium.ts';
import { simulateCampaign } from '../proofs/report/campaign.ts';
import { drawScreen } from './svg.ts';

/** The pictures of a report in the README: `.github/report.svg` from a terminal, and `.github/report.png`, the top of the page, by Chromium. */
const size = { cols: 122, rows: 60 };
const viewport = { width: 1100, height: 1590 };

const options = {
  program: resolve('bin/voicebot.js'),
  people: 240,
  seed: 5,
  hours: 6 * 24,
  step: 20,
  spread: 4800,
};
await simulateCampaign(options, async ({ voicebot, environment, home }) => {
  const words = ['report', '--campaign', 'Spring'];
  const emulator = new headless.Terminal({ ...size, allowProposedApi: true });
  const terminal = spawn(process.execPath, [options.program, ...words], {
    ...size,
    cwd: home,
    env: { ...environment(), TERM: 'xterm-256color', LANG: 'C.UTF-8' },
  });
  terminal.onData((data) => emulator.write(data));
  await new Promise((done) => terminal.onExit(done));
  await new Promise<void>((done) => emulator.write('', done));
  const buffer = emulator.buffer.active;
  const to = buffer.baseY + buffer.cursorY;
  writeFileSync('.github/report.svg', drawScreen(buffer, { from: 0, to }, `voicebot ${words.join(' ')}`));
  process.stdout.write(`.github/report.svg: ${to} lines\n`);

  const file = join(home, 'report.html');
  await voicebot([...words, '--html', file]);
  const browser = await openChromium();
  if (!browser) {
    process.stdout.write(`${noChromium}\n`);
    return;
  }
  const page = await browser.newPage({ viewport, colorScheme: 'light' });
  await page.goto(pathToFileURL(file).href);
  await page.screenshot({ path: '.github/report.png' });
  await browser.close();
  process.stdout.write('.github/report.png\n');
});
