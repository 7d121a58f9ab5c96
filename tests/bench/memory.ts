/** How much memory an import of a million rows takes: `npm run bench:memory`. Ends with 1 if it is more than it may be. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

const rows = Number(process.argv[2] ?? 1_000_000);
const mostMegabytes = 150;
const program = resolve('bin/voicebot.js');

function* list(): Generator<string> {
  yield 'Name,Mobile,Email,Company,Website,Time Zone,Plan Tier,Notes\n';
  for (let n = 0; n < rows; n++) {
    const mobile = `04${String(10_000_000 + n)}`;
    const notes = `"Spoke to them, call ${n % 7} of 7"`;
    yield `Zoë Person ${n},${mobile},person.${n}@example.com,Company ${n % 5000},c${n % 5000}.example.com,Australia/Perth,gold,${notes}\n`;
  }
}

/** What Linux says was the most memory that a process had, in MB; undefined once it has ended. */
function peakOf(pid: number): number | undefined {
  try {
    const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return kilobytes === undefined ? undefined : Number(kilobytes) / 1024;
  } catch {
    return undefined;
  }
}

/** @returns the most memory that it took, in MB */
async function importOnce(what: string, folder: string): Promise<number> {
  const began = performance.now();
  const env = { PATH: process.env['PATH'], HOME: folder, VOICEBOT_DB: join(folder, 'voicebot.db') };
  const words = [program, 'contacts', 'import', join(folder, 'list.csv'), '--country', 'AU', '--quiet'];
  const child = spawn(process.execPath, words, { env, cwd: folder, stdio: 'inherit' });
  let peak = 0;
  const watching = setInterval(() => {
    peak = Math.max(peak, peakOf(child.pid ?? 0) ?? 0);
  }, 50);
  const [code] = await once(child, 'close');
  clearInterval(watching);
  if (code !== 0) throw new Error(`the import ended with ${code}`);
  const seconds = (performance.now() - began) / 1000;
  console.log(`${what}: ${seconds.toFixed(0)} s, ${peak.toFixed(0)} MB at most`);
  return peak;
}

const folder = mkdtempSync(join(tmpdir(), 'voicebot-bench-'));
try {
  await pipeline(Readable.from(list()), createWriteStream(join(folder, 'list.csv')));
  const peaks = [await importOnce('First', folder), await importOnce('Again', folder)];
  const isTooMuch = Math.max(...peaks) > mostMegabytes;
  if (isTooMuch) console.log(`That is more than ${mostMegabytes} MB.`);
  process.exitCode = isTooMuch ? 1 : 0;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
