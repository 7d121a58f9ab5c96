import { RequestProblem } from '../problems.ts';

/** How many bytes of a body may still come. */
export interface Budget {
  /** Checks what the head of the request announces. @throws RequestProblem `body_too_large` */
  expect(contentLength: string | null | undefined): void;
  /** Counts bytes that have come. @throws RequestProblem `body_too_large` */
  take(bytes: number): void;
  /** Passes a body on, and counts it. @throws RequestProblem `body_too_large` */
  counted(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array>;
}

/** @param most bytes */
export function budgetOf(most: number): Budget {
  let left = most;
  const take = (bytes: number) => {
    left -= bytes;
    if (left < 0) throw tooLarge(most);
  };
  return {
    take,
    expect: (contentLength) => {
      if (Number(contentLength ?? 0) > most) throw tooLarge(most);
    },
    async *counted(body) {
      for await (const chunk of body) {
        take(chunk.byteLength);
        yield chunk;
      }
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
