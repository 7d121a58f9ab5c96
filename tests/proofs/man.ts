import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { manPages } from '../../src/man/pages.ts';

/**
 * `npm run proof:man`: has mandoc check every man page, and lay it out on screens from 40 to 100 columns. Needs mandoc
 * (`apt-get install mandoc`), and prints what it found.
 */
const folder = mkdtempSync(join(tmpdir(), 'voicebot-man-'));
try {
  const pages = await manPages({ version: '1.2.3', date: '2026-01-02' });
  const paths = pages.map(({ file, text }) => {
    const path = join(folder, file);
    writeFileSync(path, text);
    return path;
  });
  const lint = spawnSync('mandoc', ['-Tlint', ...paths], { encoding: 'utf8' });
  if (lint.error) throw lint.error;
  const complaints = `${lint.stdout}${lint.stderr}`.split('\n').filter(Boolean);
  for (const width of [40, 60, 80, 100])
    execFileSync('mandoc', ['-Tutf8', '-O', `width=${width}`, ...paths], { maxBuffer: 1e9 });
  const bytes = pages.reduce((sum, { text }) => sum + text.length, 0);
  process.stdout.write(`${complaints.map((line) => `${line}\n`).join('')}`);
  process.stdout.write(
    `${pages.length} man pages, ${Math.round(bytes / 1000)} kB: ${complaints.length} complaints by mandoc -Tlint (exit ${lint.status})\n`,
  );
  process.exitCode = complaints.length === 0 && lint.status === 0 ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
