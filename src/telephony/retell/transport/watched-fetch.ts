import type { ProxyAgent } from './proxy.ts';
import { markFetched } from './request-trace.ts';

/**
 * Returns a `fetch` that sends a request at most once, logs it as it ends and keeps the cause of a failure. retell-sdk drops the cause if the
 * error or its cause contains "timeout", and a connection that was never made would look like a missing response.
 *
 * @param log called with the method, the address, the result and the duration; never with headers or bodies
 */
export function watchedFetch(
  log: (line: string) => void = () => undefined,
  dispatcher?: ProxyAgent,
): typeof fetch {
  return async (input, init) => {
    const began = performance.now();
    const address = input instanceof Request ? input.url : String(input);
    const logResult = (result: string) =>
      log(`${init?.method ?? 'GET'} ${address} ${result} ${Math.round(performance.now() - began)} ms`);
    try {
      markFetched();
      const response = await fetch(input, Object.assign({}, sentOnce(init), dispatcher && { dispatcher }));
      logResult(String(response.status));
      return response;
    } catch (error) {
      logResult(error instanceof Error ? error.name : 'failed');
      if (init?.signal?.aborted) throw error;
      throw new Error('no response', { cause: new Error('the connection failed', { cause: error }) });
    }
  };
}

/**
 * Returns the same request with a body that cannot be sent twice: after a 421, `fetch` repeats any other by itself, a POST too
 * (https://fetch.spec.whatwg.org/#http-network-or-cache-fetch, step 14). Its length is still told beforehand.
 */
function sentOnce(init: RequestInit | undefined): RequestInit | undefined {
  if (typeof init?.body !== 'string') return init;
  const body = new Blob([init.body]);
  const headers = new Headers(init.headers);
  headers.set('content-length', String(body.size));
  return { ...init, headers, body: body.stream(), duplex: 'half' };
}
