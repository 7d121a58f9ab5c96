import type { App } from '../app-type.ts';
import type { ServedProfile } from '../served-profile.ts';

interface HealthOptions {
  profiles: readonly ServedProfile[];
  stopping: AbortSignal;
}

/**
 * Adds what load balancers and service managers ask, which tells nothing else and needs no token: `/healthz` the process answers;
 * `/readyz` it can use each database, and is not stopping.
 */
export function addHealth(app: App, { profiles, stopping }: HealthOptions): void {
  app.get('/healthz', (c) => c.text('ok\n'));
  app.get('/readyz', async (c) => {
    const isReady = !stopping.aborted && (await areOpen(profiles));
    return c.text(isReady ? 'ok\n' : 'not ready\n', isReady ? 200 : 503);
  });
}

async function areOpen(profiles: readonly ServedProfile[]): Promise<boolean> {
  try {
    for (const { session } of profiles) await (await session.store()).standingHalt();
    return true;
  } catch {
    return false;
  }
}
