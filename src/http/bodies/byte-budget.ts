import { RequestProblem } from '../problems.ts';

/** How many bytes of a body may come. */
export interface Budget {
  /** Checks what the head of the request announces. @throws RequestProblem `body_too_large` */
  expect(contentLength: string | null | undefined): void;
  /**
   * Passes a body on. Once it has become too large, its rest is read and forgotten, so that the client gets its answer; one that sends a great
   * deal more is cut off.
   *
   * @throws RequestProblem `body_too_large`
   */
  counted(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array>;
}

/** How much is read of what is too large, bytes. */
const mostForgotten = 64 * 2 ** 20;

/** @param most bytes */
export function budgetOf(most: number): Budget {
  return {
    expect: (contentLength) => {
      if (Number(contentLength ?? 0) > most) throw tooLarge(most);
    },
    async *counted(body) {
      let left = most;
      for await (const chunk of body) {
        left -= chunk.byteLength;
        if (left >= 0) yield chunk;
        else if (left < -mostForgotten) break;
      }
      if (left < 0) throw tooLarge(most);
    },
  };
}

function tooLarge(most: number): RequestProblem {
  const limit = most >= 2 ** 20 ? `${Math.round(most / 2 ** 20)} MB` : `${Math.round(most / 1024)} kB`;
  return new RequestProblem(413, {
    code: 'body_too_large',
    message: `The body is larger than ${limit}, the most that is taken here.`,
  });
}
