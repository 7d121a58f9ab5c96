import type { MiddlewareHandler } from 'hono';
import type { RequestEnv } from '../app-type.ts';
import { RequestProblem } from '../problems.ts';

/** Bodies up to this size are not counted, bytes: connections that announce large ones and send nothing must not keep usual ones out. */
const small = 256 * 1024;

/**
 * Refuses a large body if those that are being received would take too much memory with it.
 *
 * @param most bytes of all
 * @param largest bytes of one, which is what a body may become whose size is not announced
 */
export function limitInAll(most: number, largest: number): MiddlewareHandler<RequestEnv> {
  let taken = 0;
  return async (c, next) => {
    const bytes = Math.min(Number(c.req.header('content-length') ?? largest), largest);
    if (bytes <= small) return next();
    if (taken + bytes > most) throw tooMuch();
    taken += bytes;
    try {
      await next();
    } finally {
      taken -= bytes;
    }
  };
}

function tooMuch(): RequestProblem {
  return new RequestProblem(
    503,
    { code: 'too_much_at_once', message: 'Too much is being received at once.' },
    { 'Retry-After': '1' },
  );
}
