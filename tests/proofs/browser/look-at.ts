import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { z } from 'zod';

/** How a page is looked at. */
export interface Look {
  name: string;
  colorScheme: 'light' | 'dark';
  /** In pixels. */
  width: number;
  media?: 'screen' | 'print';
}

export const looks: readonly Look[] = [
  { name: 'light', colorScheme: 'light', width: 1200 },
  { name: 'dark', colorScheme: 'dark', width: 1200 },
  { name: 'phone', colorScheme: 'light', width: 360 },
  { name: 'phone-dark', colorScheme: 'dark', width: 360 },
  // The width of A4 without its margins. Paper is white, whatever the screen.
  { name: 'print', colorScheme: 'dark', width: 680, media: 'print' },
];

const axe = readFileSync(createRequire(resolve('package.json')).resolve('axe-core/axe.min.js'), 'utf8');
const result = z.object({
  violations: z.array(
    z.object({ id: z.string(), help: z.string(), nodes: z.array(z.object({ html: z.string() })) }),
  ),
});

/** Opens a page as somebody would, and takes a picture of it. @returns what is wrong with it, each as a line */
export async function lookAt(browser: Browser, file: string, look: Look, folder: string): Promise<string[]> {
  const { colorScheme, width, media = 'screen' } = look;
  // axe has to be added to a page that allows no script.
  const context = await browser.newContext({
    colorScheme,
    viewport: { width, height: 800 },
    bypassCSP: true,
  });
  const page = await context.newPage();
  const found: string[] = [];
  page.on('console', (message) => found.push(`says on the console: ${message.text()}`));
  page.on('pageerror', (error) => found.push(`has an error: ${error.message}`));
  page.on('request', (request) => {
    if (request.url() !== pathToFileURL(file).href) found.push(`loads ${request.url()}`);
  });
  await page.emulateMedia({ media });
  await page.goto(pathToFileURL(file).href);
  await page.screenshot({ path: join(folder, `${look.name}.png`), fullPage: true });
  found.push(...(await overflow(page)), ...(await paper(page, media)));
  await page.evaluate(axe);
  const { violations } = result.parse(await page.evaluate('axe.run()'));
  for (const { id, help, nodes } of violations) found.push(`${id}: ${help}: ${nodes[0]?.html ?? ''}`);
  await context.close();
  return found.map((line) => `${look.name}: ${line}`);
}

/** The same with the page's own policy, under which the browser itself reports what the page may not do. */
export async function lookUnderPolicy(browser: Browser, file: string): Promise<string[]> {
  const page = await browser.newPage();
  const found: string[] = [];
  page.on('console', (message) => found.push(`policy: says on the console: ${message.text()}`));
  await page.goto(pathToFileURL(file).href);
  const hasStyle = await page.evaluate('getComputedStyle(document.querySelector("dl")).display === "grid"');
  if (!hasStyle) found.push('policy: the style sheet does not apply');
  await page.close();
  return found;
}

async function overflow(page: Page): Promise<string[]> {
  const isWider = await page.evaluate('document.documentElement.scrollWidth > innerWidth');
  return isWider ? ['scrolls sideways'] : [];
}

async function paper(page: Page, media: Look['media']): Promise<string[]> {
  if (media !== 'print') return [];
  const colour = await page.evaluate('getComputedStyle(document.body).backgroundColor');
  return colour === 'rgb(255, 255, 255)' ? [] : [`prints on ${String(colour)}`];
}
