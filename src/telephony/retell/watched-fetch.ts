/**
 * Returns a `fetch` that logs each request as it ends and keeps the cause of a failure. retell-sdk drops the cause if the
 * error or its cause contains "timeout", and a connection that was never made would look like a missing response.
 *
 * @param log called with the method, the address, the result and the duration; never with headers or bodies
 */
export function watchedFetch(log: (line: string) => void = () => undefined): typeof fetch {
  return async (input, init) => {
    const began = performance.now();
    const address = input instanceof Request ? input.url : String(input);
    const logResult = (result: string) =>
      log(`${init?.method ?? 'GET'} ${address} ${result} ${Math.round(performance.now() - began)} ms`);
    try {
      const response = await fetch(input, init);
      logResult(String(response.status));
      return response;
    } catch (error) {
      logResult(error instanceof Error ? error.name : 'failed');
      if (init?.signal?.aborted) throw error;
      throw new Error('no response', { cause: new Error('the connection failed', { cause: error }) });
    }
  };
}
