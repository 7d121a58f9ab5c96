import { createRoute, z } from '@hono/zod-openapi';
import type { App } from '../app-type.ts';
import type { ServedProfile } from '../served-profile.ts';

/** After how long to ask whether the server is ready again, seconds: as load balancers usually do. */
const askAgainAfter = 5;

interface HealthOptions {
  profiles: readonly ServedProfile[];
  stopping: AbortSignal;
}

const text = (description: string) => ({ description, content: { 'text/plain': { schema: z.string() } } });

const healthz = createRoute({
  method: 'get',
  path: '/healthz',
  operationId: 'isAlive',
  summary: 'Tell whether the server runs',
  tags: ['Health'],
  security: [],
  responses: { 200: text('It runs') },
});

const readyz = createRoute({
  method: 'get',
  path: '/readyz',
  operationId: 'isReady',
  summary: 'Tell whether the server can use its databases, and is not stopping',
  tags: ['Health'],
  security: [],
  responses: { 200: text('It is ready'), 503: text('It is not') },
});

/** Adds what load balancers and service managers ask, which tells nothing else and needs no token. */
export function addHealth(app: App, { profiles, stopping }: HealthOptions): void {
  app.openapi(healthz, (c) => c.text('ok\n', 200));
  app.openapi(readyz, async (c) => {
    const isReady = !stopping.aborted && (await areOpen(profiles));
    return isReady
      ? c.text('ok\n', 200)
      : c.text('not ready\n', 503, { 'Retry-After': String(askAgainAfter) });
  });
}

/** An open database can still be read after its file was moved away or replaced. */
async function areOpen(profiles: readonly ServedProfile[]): Promise<boolean> {
  try {
    for (const { session } of profiles) {
      const store = await session.store();
      await store.requireInPlace();
      await store.standingHalt();
    }
    return true;
  } catch {
    return false;
  }
}
