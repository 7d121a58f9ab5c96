/** `npm run bench`: measures voicebot against other programs, in the same rounds. See `npm run bench -- --help`. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Benchmark } from './benchmark.ts';
import { hours } from './hours.ts';
import { serve } from './http/serve.ts';
import { webhooks } from './http/webhooks.ts';
import { importing } from './import.ts';
import { lists } from './lists.ts';
import { liveView } from './live-view.ts';
import { queue } from './queue.ts';
import { formatSummary, formatTable } from './report.ts';
import { reporting } from './reporting.ts';
import { compare, type Result } from './rounds.ts';
import { size } from './size.ts';
import { startup } from './startup.ts';
import { sync } from './sync.ts';

const benchmarks: Record<string, Benchmark> = {
  startup,
  import: importing,
  hours,
  queue,
  sync,
  live: liveView,
  serve,
  webhooks,
  reports: reporting,
  size,
  lists,
};

const help = `Usage: npm run bench -- [--quick] [--only <name>]... [--folder <path>]

  --quick          fewer and smaller rounds
  --only <name>    run only this benchmark (repeatable): ${Object.keys(benchmarks).join(', ')}
  --folder <path>  create temporary files in this folder (default: ${tmpdir()})
`;

async function run(name: string, benchmark: Benchmark, quick: boolean, folder: string): Promise<Result[]> {
  const results: Result[] = [];
  const leaveOut = (reason: string) => console.log(`Skipped: ${reason}`);
  mkdirSync(folder);
  try {
    for await (const comparison of benchmark({ quick, folder, leaveOut })) {
      console.error(`${name}: ${comparison.what}, ${comparison.rounds} rounds ...`);
      results.push(await compare(comparison));
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return results;
}

function readOptions() {
  const { values } = parseArgs({
    options: {
      quick: { type: 'boolean', default: false },
      only: { type: 'string', multiple: true, default: Object.keys(benchmarks) },
      folder: { type: 'string', default: tmpdir() },
      help: { type: 'boolean', default: false },
    },
  });
  const unknown = values.only.find((name) => !Object.hasOwn(benchmarks, name));
  if (unknown !== undefined)
    throw new Error(`There is no benchmark "${unknown}": use ${Object.keys(benchmarks).join(', ')}.`);
  return values;
}

async function main(): Promise<void> {
  const { quick, only, folder: parent, help: isHelp } = readOptions();
  if (isHelp) {
    console.log(help);
    return;
  }
  console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}\n`);
  const folder = mkdtempSync(join(parent, 'voicebot-bench-'));
  try {
    const all: Result[] = [];
    for (const [name, benchmark] of Object.entries(benchmarks)) {
      if (!only.includes(name)) continue;
      const results = await run(name, benchmark, quick, join(folder, name));
      console.log(`${formatTable(results)}\n`);
      all.push(...results);
    }
    console.log(formatSummary(all));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

await main();
