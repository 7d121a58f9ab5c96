import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import Retell from 'retell-sdk';
import { APIError } from 'retell-sdk/core/error';

/*
 * What a reasonable script does with a list of people to call: a few at a time, each noted in a file once Retell has replied.
 * Started again, it continues with those not noted. `rival.ts` starts itself with these arguments to run it in a process:
 * `loop <way> <base URL> <list> <done>`.
 */

/** How many requests to send at once. */
const concurrency = 10;

const [way, baseURL = '', list = '', doneFile = ''] = process.argv.slice(3);

const client = new Retell({
  apiKey: 'key_of_the_chaos_account',
  baseURL,
  timeout: 1000,
  // The others have the SDK's default of two retries.
  ...(way === 'plain-loop' ? { maxRetries: 0 } : {}),
  logLevel: 'off',
});

async function call(toNumber: string): Promise<void> {
  const body: Retell.CallCreatePhoneCallParams & { idempotency_key?: string } = {
    from_number: '+61255501234',
    to_number: toNumber,
    override_agent_id: 'agent_demo',
    ...(way === 'sdk-retries-and-key' ? { idempotency_key: `person_${toNumber.slice(1)}` } : {}),
  };
  await client.call.createPhoneCall(body);
}

/** Tries three times, half a second apart. */
async function callWithRetries(toNumber: string, tries = 3): Promise<void> {
  try {
    await call(toNumber);
  } catch (error) {
    if (isRefusal(error) || tries <= 1) throw error;
    await sleep(500);
    await callWithRetries(toNumber, tries - 1);
  }
}

function isRefusal(error: unknown): boolean {
  return error instanceof APIError && [400, 404, 422].includes(error.status ?? 0);
}

const linesOf = (path: string) =>
  existsSync(path) ? readFileSync(path, 'utf8').split('\n').filter(Boolean) : [];
const done = new Set(linesOf(doneFile));
const waiting = linesOf(list).filter((toNumber) => !done.has(toNumber));

async function work(): Promise<void> {
  for (let toNumber = waiting.shift(); toNumber; toNumber = waiting.shift()) {
    try {
      await (way === 'plain-loop' ? callWithRetries(toNumber) : call(toNumber));
      appendFileSync(doneFile, `${toNumber}\n`);
    } catch (error) {
      // A refused number is done with. After any other error, the next run tries again.
      if (isRefusal(error)) appendFileSync(doneFile, `${toNumber}\n`);
    }
  }
}

await Promise.all(Array.from({ length: concurrency }, work));
