/* The same calls with BullMQ: `fill <socket> <calls>` adds them to its queue, `drain <socket> <calls> <base URL>` places them. */
import { Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import { atOnce, numberOf } from './people.ts';
import { phoneThrough } from './phone.ts';

const [command, path = '', count, baseUrl = ''] = process.argv.slice(2);
const calls = Number(count);
const name = 'phone';

const connection = new Redis({ path, maxRetriesPerRequest: null });

async function fill(): Promise<void> {
  const queue = new Queue<string>(name, { connection });
  for (let from = 0; from < calls; from += 1000) {
    const batch = Array.from({ length: Math.min(1000, calls - from) }, (_, n) => numberOf(from + n));
    await queue.addBulk(batch.map((data) => ({ name, data })));
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

await (command === 'drain' ? drain() : fill());
connection.disconnect();
