import type { MiddlewareHandler } from 'hono';
import type { RequestEnv } from '../app-type.ts';
import { budgetOf } from './byte-budget.ts';

/**
 * Refuses bodies that are too large before they are read; where their size is not announced, once they have become so.
 *
 * @param most bytes
 */
export function limitBody(most: number): MiddlewareHandler<RequestEnv> {
  const budget = budgetOf(most);
  return async (c, next) => {
    budget.expect(c.req.header('content-length'));
    if (c.req.header('transfer-encoding') !== undefined && c.req.raw.body) {
      const { url, method, headers } = c.req.raw;
      const chunks: Uint8Array[] = [];
      for await (const chunk of budget.counted(c.req.raw.body)) chunks.push(chunk);
      c.req.raw = new Request(url, { method, headers, body: Buffer.concat(chunks) });
    }
    await next();
  };
}
