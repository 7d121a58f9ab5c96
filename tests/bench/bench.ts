/** `npm run bench`: what voicebot takes beside what others take, in the same rounds. `-- --help` tells more. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Benchmark } from './benchmark.ts';
import { importing } from './import.ts';
import { queue } from './queue.ts';
import { summaryOf, tableOf } from './report.ts';
import { compare, type Outcome } from './rounds.ts';
import { size } from './size.ts';
import { startup } from './startup.ts';

const benchmarks: Record<string, Benchmark> = { startup, import: importing, queue, size };

const help = `Usage: npm run bench -- [--quick] [--only <name>]... [--folder <path>]

  --quick          smaller and fewer rounds, for every day
  --only <name>    only this one: ${Object.keys(benchmarks).join(', ')}
  --folder <path>  where its files go (default: a new folder in ${tmpdir()})
`;

async function run(name: string, benchmark: Benchmark, quick: boolean, folder: string): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  const leaveOut = (line: string) => console.log(`Left out: ${line}`);
  mkdirSync(folder);
  try {
    for await (const comparison of benchmark({ quick, folder, leaveOut })) {
      console.error(`${name}: ${comparison.what}, ${comparison.rounds} rounds ...`);
      outcomes.push(await compare(comparison));
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return outcomes;
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
  const { quick, only, folder: parent, help: isAsked } = readOptions();
  if (isAsked) {
    console.log(help);
    return;
  }
  console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'an unknown processor'}\n`);
  const folder = mkdtempSync(join(parent, 'voicebot-bench-'));
  try {
    const all: Outcome[] = [];
    for (const [name, benchmark] of Object.entries(benchmarks)) {
      if (!only.includes(name)) continue;
      const outcomes = await run(name, benchmark, quick, join(folder, name));
      console.log(`${tableOf(outcomes)}\n`);
      all.push(...outcomes);
    }
    console.log(summaryOf(all));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

await main();
