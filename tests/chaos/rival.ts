import { parseArgs } from 'node:util';
import { runChaos } from './harness.ts';
import { calledAgainLine } from './result-line.ts';
import { runRival, type Way, ways } from './rivals/rival-run.ts';

if (process.argv[2] === 'loop') await import('./rivals/rival-loop.ts');
else await compare();

/** Prints how many people voicebot and its rivals call more than once under the same conditions. */
async function compare(): Promise<void> {
  const { values } = parseArgs({
    options: { calls: { type: 'string', default: '1000' }, seed: { type: 'string', default: '1' } },
  });
  const [calls, seed] = [Number(values.calls), Number(values.seed)];
  const script = process.argv[1] ?? '';
  const print = (line: string) => process.stdout.write(`${line}\n`);

  print(`People called more than once, of ${calls}, under the same conditions (seed ${seed}):`);
  for (const honourIdempotencyKeys of [true, false]) {
    const options = { seed, calls, honourIdempotencyKeys };
    print(honourIdempotencyKeys ? 'Retell honours idempotency keys' : 'Retell ignores idempotency keys');
    const own = await runChaos({ ...options, processes: 4, patience: 30 * 60_000 });
    print(calledAgainLine('voicebot', own.calledAgain, own));
    for (const violation of own.violations.slice(0, 20)) print(`  ✗ ${violation}`);
    if (own.violations.length > 0) process.exitCode = 1;
    for (const way of rivals(honourIdempotencyKeys)) {
      const result = await runRival(way, script, options);
      print(calledAgainLine(ways[way], result.calledAgain, { ...result, processes: result.runs }));
    }
  }
}

/** Returns the rivals to compare with. Those without keys do the same whether Retell honours keys or not. */
function rivals(honourIdempotencyKeys: boolean): Way[] {
  return honourIdempotencyKeys
    ? ['sdk-retries', 'plain-loop', 'sdk-retries-and-key']
    : ['sdk-retries-and-key'];
}
