import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const usual = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Opens Chromium: that of `CHROMIUM`, or the system's. @returns undefined if there is none */
export async function openChromium(): Promise<Browser | undefined> {
  const executablePath = [process.env['CHROMIUM'] ?? '', ...usual].find((path) => path && existsSync(path));
  if (executablePath === undefined) return undefined;
  // Root, as in a container, has no sandbox.
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return chromium.launch({ executablePath, args });
}

/** What to do about that. */
export const noChromium =
  'There is no Chromium, so no page was looked at. Install it (apt-get install chromium), or name it: CHROMIUM=/path/to/chromium';
