import type { MiddlewareHandler } from 'hono';
import type { RequestEnv } from '../app-type.ts';
import { budgetOf } from './byte-budget.ts';

/** The largest body that is parsed as a whole, bytes. */
const largestBody = 2 ** 20;

/** Refuses bodies that are too large before they are read; where their size is not announced, once they have become so. */
export function limitBody(exceptPath: string): MiddlewareHandler<RequestEnv> {
  return async (c, next) => {
    if (c.req.path === exceptPath) return next();
    const budget = budgetOf(largestBody);
    budget.expect(c.req.header('content-length'));
    if (c.req.header('transfer-encoding') !== undefined && c.req.raw.body) {
      const chunks: Uint8Array[] = [];
      for await (const chunk of budget.counted(c.req.raw.body)) chunks.push(chunk);
      const { url, method, headers } = c.req.raw;
      c.req.raw = new Request(url, { method, headers, body: Buffer.concat(chunks) });
    }
    await next();
  };
}
