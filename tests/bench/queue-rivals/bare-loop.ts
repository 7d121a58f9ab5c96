/* Calls people, 20 at once, and records nothing: `bare-loop.mjs <base URL> <calls>`. */
import { atOnce, numberOf } from './people.ts';
import { phoneThrough } from './phone.ts';

const [baseUrl = '', calls = ''] = process.argv.slice(2);
const phone = phoneThrough(baseUrl);
let next = 0;

async function work(): Promise<void> {
  while (next < Number(calls)) await phone(numberOf(next++));
}

await Promise.all(Array.from({ length: atOnce }, work));
