import { parseArgs } from 'node:util';
import { runChaos } from './harness.ts';
import { faultLine, resultLine } from './result-line.ts';

const { values } = parseArgs({
  options: {
    calls: { type: 'string', default: '3000' },
    seeds: { type: 'string', default: '10' },
    /** The first seed; the others follow it. */
    from: { type: 'string', default: '1' },
    processes: { type: 'string', default: '4' },
    /** For one run, min. */
    patience: { type: 'string', default: '30' },
  },
});

const [calls, seeds, from] = [Number(values.calls), Number(values.seeds), Number(values.from)];
const say = (line: string) => process.stdout.write(`${line}\n`);
const faults: Record<string, number> = {};
let [runs, broken, rings] = [0, 0, 0];

say(`${seeds} seeds from ${from}, ${calls} calls due at once, with idempotency keys honoured and ignored`);
for (let seed = from; seed < from + seeds; seed++) {
  // Both at once: most of it is waiting for requests that hang.
  const pair = [true, false].map((honourIdempotencyKeys) =>
    runChaos({
      seed,
      calls,
      honourIdempotencyKeys,
      processes: Number(values.processes),
      patience: Number(values.patience) * 60_000,
    }),
  );
  for (const result of await Promise.all(pair)) {
    say(resultLine(result));
    for (const violation of result.violations.slice(0, 20)) say(`  ✗ ${violation}`);
    for (const [kind, times] of Object.entries(result.faults)) faults[kind] = (faults[kind] ?? 0) + times;
    runs++;
    rings += result.rings;
    broken += result.violations.length > 0 ? 1 : 0;
  }
}
say(`Faults: ${faultLine(faults)}`);
say(
  broken === 0
    ? `✓ ${runs} runs, ${rings} rings: nobody was phoned twice, and every call came to its end`
    : `✗ ${broken} of ${runs} runs broke the promise`,
);
process.exitCode = broken === 0 ? 0 : 1;
