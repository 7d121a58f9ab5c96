import { parseArgs } from 'node:util';
import { runChaos } from './harness.ts';
import { phonedAgainLine } from './result-line.ts';
import { runRival, type Way, ways } from './rival-run.ts';

if (process.argv[2] === 'loop') await import('./rival-loop.ts');
else await compare();

/** Prints how many people voicebot and its rivals phone more than once in the same weather. */
async function compare(): Promise<void> {
  const { values } = parseArgs({
    options: { calls: { type: 'string', default: '1000' }, seed: { type: 'string', default: '1' } },
  });
  const [calls, seed] = [Number(values.calls), Number(values.seed)];
  const script = process.argv[1] ?? '';
  const say = (line: string) => process.stdout.write(`${line}\n`);

  say(`People phoned more than once, of ${calls}, in the same weather (seed ${seed}):`);
  for (const honourIdempotencyKeys of [true, false]) {
    const options = { seed, calls, honourIdempotencyKeys };
    say(honourIdempotencyKeys ? 'Retell honours idempotency keys' : 'Retell ignores idempotency keys');
    const own = await runChaos({ ...options, processes: 4, patience: 30 * 60_000 });
    say(phonedAgainLine('voicebot', own.phonedAgain, own));
    for (const violation of own.violations.slice(0, 20)) say(`  ✗ ${violation}`);
    if (own.violations.length > 0) process.exitCode = 1;
    for (const way of rivals(honourIdempotencyKeys)) {
      const result = await runRival(way, script, options);
      say(phonedAgainLine(ways[way], result.twice, { ...result, processes: result.runs }));
    }
  }
}

/** Without a key it is all one to a rival whether Retell honours them. */
function rivals(honourIdempotencyKeys: boolean): Way[] {
  return honourIdempotencyKeys
    ? ['sdk-retries', 'plain-loop', 'sdk-retries-and-key']
    : ['sdk-retries-and-key'];
}
