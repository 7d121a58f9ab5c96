import type { Batch, ListFile, ListOptions, Reading } from '../../operations/ports/list-file.ts';
import { keepHeapSmall } from '../../small-heap.ts';
import { isWorkbook } from '../file-kind.ts';
import { openList, readStart } from '../open-list.ts';
import { ListThread, type ThreadLimits } from './list-thread.ts';

/** Bytes of a list from which on starting a thread pays: reading while rows are saved is 35 to 40 % faster. */
const longList = 2_000_000;

/** Batches that the thread reads ahead of the one that is being saved. */
const readAhead = 2;

/** The build puts the thread's code beside the program. */
const defaultLimits: ThreadLimits = {
  file: new URL('./reading-thread.cjs', import.meta.url),
  deadline: 60_000,
};

/**
 * Opens a list as `openList` does. Workbooks and long lists are read in a thread of their own, so that nothing in them can keep the
 * program from hearing Ctrl-C, or from ending.
 *
 * @returns undefined if `signal` aborts first
 * @throws Problem as `openList`, and `list_takes_too_long`
 */
export async function openListInThread(
  path: string,
  options: ListOptions,
  signal: AbortSignal,
  limits: ThreadLimits = defaultLimits,
): Promise<ListFile | undefined> {
  const { head, size } = await readStart(path, options.label);
  if (!isWorkbook(head) && size < longList) return openList(path, options);
  let thread: ListThread | undefined;
  const open = () => {
    thread ??= new ListThread(
      { path, options },
      isWorkbook(head) ? limits : { ...limits, maxYoungGenerationSizeMb: 16 },
    );
    return thread;
  };
  const end = () => {
    thread?.end();
    thread = undefined;
  };
  const opened = await unlessAborted(signal, end, async () => (await open().ask({ ask: 'open' })).opened);
  return (
    opened && {
      ...opened,
      readHead: ({ signal: stop, onProgress }) =>
        unlessAborted(stop, end, async () => (await open().ask({ ask: 'head' }, onProgress)).head),
      readBatches: (reading) => readBatches(open(), reading, end),
    }
  );
}

async function* readBatches(thread: ListThread, reading: Reading, end: () => void): AsyncGenerator<Batch> {
  keepHeapSmall();
  const asked = [thread.ask({ ask: 'batch', reading })];
  try {
    for (let n = 1; n < readAhead; n++) asked.push(thread.ask({ ask: 'batch' }));
    for (let next = asked.shift(); next; next = asked.shift()) {
      const { batch } = await next;
      if (!batch) return;
      asked.push(thread.ask({ ask: 'batch' }));
      yield batch;
    }
  } finally {
    // What was asked ahead fails as well, with the same problem, or is no longer wanted.
    for (const ahead of asked) ahead.catch(() => undefined);
    end();
  }
}

/** Returns the result of some work; undefined, after ending the thread, as soon as `signal` aborts. */
function unlessAborted<T>(
  signal: AbortSignal,
  end: () => void,
  work: () => Promise<T | undefined>,
): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      end();
      resolve(undefined);
    };
    if (signal.aborted) return stop();
    signal.addEventListener('abort', stop, { once: true });
    work()
      .then(resolve, reject)
      .finally(() => signal.removeEventListener('abort', stop));
  });
}
