/* The same calls with plainjob: `fill <database> <calls>` adds them to its queue, `drain <database> <calls> <base URL>` places them. */
import { better, defineQueue, defineWorker } from 'plainjob';
import { openSqlite } from '../../../src/store/sqlite/connection/sqlite.ts';
import { atOnce, numberOf } from './people.ts';
import { phoneThrough } from './phone.ts';

const [command, path = '', count, baseUrl = ''] = process.argv.slice(2);
const calls = Number(count);
const type = 'phone';

const silent = () => undefined;
const logger = { error: console.error, warn: silent, info: silent, debug: silent };
const database = openSqlite(path);
const queue = defineQueue({ connection: better(database), logger });
// plainjob sets NORMAL, with which a power cut loses finished jobs, which then run again.
database.exec('PRAGMA synchronous = FULL');

async function drain(): Promise<void> {
  const phone = phoneThrough(baseUrl);
  let done = 0;
  const onCompleted = () => {
    done++;
    if (done === calls) for (const worker of workers) void worker.stop();
  };
  // A worker takes one job at a time.
  const workers = Array.from({ length: atOnce }, () =>
    defineWorker(type, ({ data }) => phone(JSON.parse(data)), { queue, logger, onCompleted }),
  );
  await Promise.all(workers.map((worker) => worker.start()));
}

if (command === 'drain') await drain();
else
  queue.addMany(
    type,
    Array.from({ length: calls }, (_, n) => numberOf(n)),
  );
queue.close();
