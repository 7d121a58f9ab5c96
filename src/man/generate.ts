import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { manPages } from './pages.ts';

/**
 * `npm run build:man`: writes the man pages to `dist/man`, removes those of earlier versions, and keeps the list in package.json:
 * npm reads `directories.man` only of packages from the registry.
 */
const folder = 'dist/man';
const packageFile = z.looseObject({ version: z.string(), man: z.array(z.string()) });
const about = packageFile.parse(JSON.parse(readFileSync('package.json', 'utf8')));
const epoch = process.env['SOURCE_DATE_EPOCH'];
const day = epoch === undefined ? new Date() : new Date(Number(epoch) * 1000);

const pages = await manPages({ version: about.version, date: day.toISOString().slice(0, 10) });
mkdirSync(folder, { recursive: true });
for (const name of readdirSync(folder)) if (/\.[17]$/.test(name)) rmSync(join(folder, name));
for (const { file, text } of pages) writeFileSync(join(folder, file), text);

const man = pages.map(({ file }) => `${folder}/${file}`).sort();
if (man.join() !== about.man.join())
  writeFileSync('package.json', `${JSON.stringify({ ...about, man }, null, 2)}\n`);
