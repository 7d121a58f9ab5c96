import type { MiddlewareHandler } from 'hono';
import type { RequestEnv } from '../app-type.ts';
import { type Budget, budgetOf } from './byte-budget.ts';

/** The largest body that is parsed as a whole, bytes. */
const largestBody = 2 ** 20;

/** Refuses bodies that are too large before they are read; where their size is not announced, once they have become so. */
export function limitBody(exceptPath: string): MiddlewareHandler<RequestEnv> {
  return async (c, next) => {
    if (c.req.path === exceptPath) return next();
    const budget = budgetOf(largestBody);
    budget.expect(c.req.header('content-length'));
    if (c.req.header('transfer-encoding') !== undefined && c.req.raw.body) {
      const { url, method, headers } = c.req.raw;
      const body = await collect(budget, c.req.raw.body);
      c.req.raw = new Request(url, { method, headers, body });
    }
    await next();
  };
}

/** Leaves the rest of a body that is too large unread. To cancel it would cut the connection before the client has its answer. */
async function collect(budget: Budget, body: ReadableStream<Uint8Array>): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  const reader = body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return Buffer.concat(chunks);
    budget.take(value.byteLength);
    chunks.push(value);
  }
}
