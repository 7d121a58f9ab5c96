import { AsyncLocalStorage } from 'node:async_hooks';
import { subscribe } from 'node:diagnostics_channel';

/** What Node's HTTP client reports of a request, past what `fetch` tells. */
class Trace {
  #hasFetched = false;
  #created = 0;
  #sent = 0;
  /** The status of the response, even of one that `fetch` withholds; undefined if there was none. */
  status: number | undefined;

  /** Whether nothing of the request certainly left this machine. */
  get wasNeverSent(): boolean {
    // Without a word of its creation it is not known whether the client reports at all.
    return !this.#hasFetched || (this.#created > 0 && this.#sent === 0);
  }

  fetched(): void {
    this.#hasFetched = true;
  }

  created(): void {
    this.#created += 1;
  }

  sent(): void {
    this.#sent += 1;
  }
}

export type RequestTrace = Pick<Trace, 'status' | 'wasNeverSent'>;

const current = new AsyncLocalStorage<Trace>();
const traces = new WeakMap<object, Trace>();

// https://nodejs.org/api/diagnostics_channel.html; the channels are undici's, which is Node's client. A request is reported as sent
// right before its first byte is written.
subscribe('undici:request:create', (message) => {
  const [request, trace] = [requestIn(message), current.getStore()];
  // A proxy is asked for a tunnel first.
  if (!request || !trace || Reflect.get(request, 'method') === 'CONNECT') return;
  traces.set(request, trace);
  trace.created();
});
subscribe('undici:client:sendHeaders', (message) => traceIn(message)?.sent());
subscribe('undici:request:headers', (message) => {
  const trace = traceIn(message);
  const response: unknown = isObject(message) ? Reflect.get(message, 'response') : undefined;
  const status: unknown = isObject(response) ? Reflect.get(response, 'statusCode') : undefined;
  if (trace && typeof status === 'number') trace.status = status;
});

/** Sends a request, and returns its trace with what came of it. @param send makes one request */
export async function traced<T>(
  send: () => Promise<T>,
): Promise<{ trace: RequestTrace } & ({ value: T } | { error: unknown })> {
  const trace = new Trace();
  try {
    return { trace, value: await current.run(trace, send) };
  } catch (error) {
    return { trace, error };
  }
}

/** Notes that the request at hand is handed to `fetch`. */
export function markFetched(): void {
  current.getStore()?.fetched();
}

function traceIn(message: unknown): Trace | undefined {
  const request = requestIn(message);
  return request && traces.get(request);
}

function requestIn(message: unknown): object | undefined {
  const request: unknown = isObject(message) ? Reflect.get(message, 'request') : undefined;
  return isObject(request) ? request : undefined;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
