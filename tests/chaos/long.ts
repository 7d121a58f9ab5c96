import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { enemies, enemiesOf } from './enemies/enemies.ts';
import { runChaos } from './harness.ts';
import { countsLine, resultLine } from './result-line.ts';

const { values } = parseArgs({
  options: {
    calls: { type: 'string', default: '3000' },
    seeds: { type: 'string', default: '10' },
    /** The first seed; the others follow it. */
    from: { type: 'string', default: '1' },
    /** Those of each seed by default; otherwise names, with commas; or none. */
    enemies: { type: 'string' },
    processes: { type: 'string', default: '4' },
    /** In minutes, for each run. */
    patience: { type: 'string', default: '30' },
  },
});

const [calls, seeds, from] = [Number(values.calls), Number(values.seeds), Number(values.from)];
const environment = { NODE_COMPILE_CACHE: resolve('node_modules/.cache/chaos/compiled') };
const named = values.enemies?.split(',');
const print = (line: string) => process.stdout.write(`${line}\n`);
const faults: Record<string, number> = {};
let [runs, broken, rings] = [0, 0, 0];

print(
  `Seeds ${from} to ${from + seeds - 1}, ${calls} calls due at once, with idempotency keys honoured and ignored`,
);
for (let seed = from; seed < from + seeds; seed++) {
  // Both at once, because they mostly wait for requests that hang.
  const pair = [true, false].map((honourIdempotencyKeys) =>
    runChaos({
      seed,
      calls,
      honourIdempotencyKeys,
      enemies: named ? new Set(enemies.filter((enemy) => named.includes(enemy))) : enemiesOf(seed),
      environment,
      processes: Number(values.processes),
      patience: Number(values.patience) * 60_000,
    }),
  );
  for (const result of await Promise.all(pair)) {
    print(resultLine(result));
    for (const violation of result.violations.slice(0, 20)) print(`  ✗ ${violation}`);
    for (const [kind, times] of Object.entries(result.faults)) faults[kind] = (faults[kind] ?? 0) + times;
    runs++;
    rings += result.rings;
    broken += result.violations.length > 0 ? 1 : 0;
  }
}
print(`Faults: ${countsLine(faults)}`);
print(
  broken === 0
    ? `✓ ${runs} runs, ${rings} rings: no phone rang twice, and every call was finished`
    : `✗ ${broken} of ${runs} runs broke the promise`,
);
process.exitCode = broken === 0 ? 0 : 1;
