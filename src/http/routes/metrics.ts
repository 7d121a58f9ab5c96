import { createRoute, z } from '@hono/zod-openapi';
import { version } from '../../version.ts';
import type { App } from '../app-type.ts';
import { contentType, exposed } from '../metrics/exposition.ts';
import { ProfileMetrics } from '../metrics/profile-metrics.ts';
import { storedMetrics } from '../metrics/stored-metrics.ts';
import type { ServedProfile } from '../served-profile.ts';
import { needs, usualProblems } from './needs.ts';

const showMetrics = createRoute({
  ...needs('read'),
  method: 'get',
  path: '/metrics',
  operationId: 'showMetrics',
  summary: 'Show how the profile stands, for Prometheus',
  tags: ['Health'],
  responses: {
    ...usualProblems,
    200: { description: 'Metrics', content: { 'text/plain': { schema: z.string() } } },
  },
});

/** Returns what is measured for each of these profiles from now on. */
export function openMetrics(profiles: readonly ServedProfile[]): Map<string, ProfileMetrics> {
  return new Map(
    profiles.map(({ name, session }) => {
      const metrics = new ProfileMetrics();
      session.meterBy(metrics);
      return [name, metrics];
    }),
  );
}

/** Adds `/metrics`, for the profile of the token. */
export function addMetrics(
  app: App,
  profiles: readonly ServedProfile[],
  measured: ReadonlyMap<string, ProfileMetrics>,
): void {
  const stored = new Map(profiles.map(({ name, session }) => [name, storedMetrics(session)]));
  app.openapi(showMetrics, async (c) => {
    const { name } = c.var.profile;
    const info = {
      name: 'voicebot_info',
      help: 'The version.',
      samples: [{ labels: { version }, value: 1 }],
    };
    const families = [
      { ...info, type: 'gauge' as const },
      ...((await stored.get(name)?.()) ?? []),
      ...(measured.get(name)?.families() ?? []),
    ];
    return c.text(exposed(families), 200, { 'Content-Type': contentType });
  });
}
