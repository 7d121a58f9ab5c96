import { resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { type Weathered, weather } from './webhooks.ts';

/** 100,000 webhooks in all, from a thousand people in each round: half an hour or more. Not part of `npm test`. */
const enough = 100_000;
const people = 1000;

const total: Omit<Weathered, 'differences'> = { received: 0, lost: 0, repeated: 0, late: 0, deaths: 0 };
const wanted = Number(process.argv[2] ?? enough);
/** The first seed; the others follow it. */
const first = Number(process.argv[3] ?? 1);
let broken = 0;
for (let seed = first; total.received < wanted; seed++) {
  const began = performance.now();
  const { differences, ...counts } = await weather({ seed, people, migrations: resolve('drizzle') });
  for (const [name, count] of Object.entries(counts)) if (isCount(name)) total[name] += count;
  broken += differences.length;
  const seconds = Math.round((performance.now() - began) / 1000);
  process.stdout.write(
    `seed ${seed}: ${described(counts)}, ${differences.length} differences, ${seconds} s\n`,
  );
  for (const difference of differences.slice(0, 20)) process.stdout.write(`  ✗ ${difference}\n`);
}
process.stdout.write(`in all: ${described(total)}, ${broken} differences\n`);
process.exitCode = broken === 0 ? 0 : 1;

function isCount(name: string): name is keyof typeof total {
  return name in total;
}

function described({ received, lost, repeated, late, deaths }: typeof total): string {
  return `${received} webhooks received, ${repeated} of them again and ${late} late, ${lost} lost, ${deaths} deaths`;
}
