import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import Retell from 'retell-sdk';
import { APIError } from 'retell-sdk/core/error';

/*
 * What a reasonable script does with a list of people to phone: a few at a time, each marked in a file once Retell has
 * answered; started again, it goes on with whoever is not marked. `rival.ts` runs itself with these words
 * to have a process that does it: `loop <way> <base URL> <list> <marks>`.
 */

/** Requests at once. */
const atOnce = 10;

const [way, baseURL = '', list = '', marks = ''] = process.argv.slice(3);

const client = new Retell({
  apiKey: 'key_of_the_chaos_account',
  baseURL,
  timeout: 1000,
  // Otherwise the SDK's own default: two retries.
  ...(way === 'plain-loop' ? { maxRetries: 0 } : {}),
  logLevel: 'off',
});

async function phone(toNumber: string): Promise<void> {
  const body: Retell.CallCreatePhoneCallParams & { idempotency_key?: string } = {
    from_number: '+61255501234',
    to_number: toNumber,
    override_agent_id: 'agent_demo',
    ...(way === 'sdk-retries-and-key' ? { idempotency_key: `person_${toNumber.slice(1)}` } : {}),
  };
  await client.call.createPhoneCall(body);
}

/** Tries three times, half a second apart. */
async function phoneWithPatience(toNumber: string, tries = 3): Promise<void> {
  try {
    await phone(toNumber);
  } catch (error) {
    if (isRefusal(error) || tries <= 1) throw error;
    await sleep(500);
    await phoneWithPatience(toNumber, tries - 1);
  }
}

function isRefusal(error: unknown): boolean {
  return error instanceof APIError && [400, 404, 422].includes(error.status ?? 0);
}

const linesOf = (path: string) =>
  existsSync(path) ? readFileSync(path, 'utf8').split('\n').filter(Boolean) : [];
const marked = new Set(linesOf(marks));
const waiting = linesOf(list).filter((toNumber) => !marked.has(toNumber));

async function work(): Promise<void> {
  for (let toNumber = waiting.shift(); toNumber; toNumber = waiting.shift()) {
    try {
      await (way === 'plain-loop' ? phoneWithPatience(toNumber) : phone(toNumber));
      appendFileSync(marks, `${toNumber}\n`);
    } catch (error) {
      // Whoever cannot be phoned is done with; whatever else went wrong, the next run tries again.
      if (isRefusal(error)) appendFileSync(marks, `${toNumber}\n`);
    }
  }
}

await Promise.all(Array.from({ length: atOnce }, work));
