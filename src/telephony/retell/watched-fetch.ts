/**
 * `fetch` that tells of each request as it ends, and keeps the cause of a failure for whoever asks: retell-sdk drops it
 * where it reads the word "timeout" in an error or its cause, and so makes a connection that never came about look like
 * an answer that never came.
 *
 * @param log told the method, the address, what came of it and after how long; nothing of headers or bodies
 */
export function watchedFetch(log: (line: string) => void = () => undefined): typeof fetch {
  return async (input, init) => {
    const began = performance.now();
    const address = input instanceof Request ? input.url : String(input);
    const tell = (what: string) =>
      log(`${init?.method ?? 'GET'} ${address} ${what} ${Math.round(performance.now() - began)} ms`);
    try {
      const response = await fetch(input, init);
      tell(String(response.status));
      return response;
    } catch (error) {
      tell(error instanceof Error ? error.name : 'failed');
      if (init?.signal?.aborted) throw error;
      throw new Error('no answer', { cause: new Error('the connection failed', { cause: error }) });
    }
  };
}
