/* The same calls on BullMQ: `fill <socket> <calls>` puts them into its queue, `drain <socket> <calls> <base URL>` has them made. */
import { Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import { atOnce, numberOf } from './people.ts';
import { phoneThrough } from './phone.ts';

const [what, path = '', given, baseUrl = ''] = process.argv.slice(2);
const calls = Number(given);
const name = 'phone';

const connection = new Redis({ path, maxRetriesPerRequest: null });

async function fill(): Promise<void> {
  const queue = new Queue<string>(name, { connection });
  for (let from = 0; from < calls; from += 1000) {
    const some = Array.from({ length: Math.min(1000, calls - from) }, (_, n) => numberOf(from + n));
    await queue.addBulk(some.map((data) => ({ name, data })));
  }
  await queue.close();
}

async function drain(): Promise<void> {
  const phone = phoneThrough(baseUrl);
  const worker = new Worker<string>(name, ({ data }) => phone(data), { connection, concurrency: atOnce });
  let done = 0;
  await new Promise<void>((resolve) => {
    worker.on('completed', () => {
      done++;
      if (done === calls) resolve();
    });
  });
  await worker.close();
}

await (what === 'drain' ? drain() : fill());
connection.disconnect();
