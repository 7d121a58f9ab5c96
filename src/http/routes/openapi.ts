import { version } from '../../version.ts';
import type { App } from '../app-type.ts';

/** Adds `/openapi.json`: OpenAPI 3.1, made from the schemas by which requests are checked. */
export function addOpenApi(app: App): void {
  app.openAPIRegistry.registerComponent('securitySchemes', 'token', {
    type: 'http',
    scheme: 'bearer',
    description: 'A token that `voicebot tokens create` has made',
  });
  app.openAPIRegistry.registerComponent('securitySchemes', 'cronSecret', {
    type: 'http',
    scheme: 'bearer',
    description: 'CRON_SECRET of the settings',
  });
  let document: string | undefined;
  app.get('/openapi.json', (c) => {
    document ??= JSON.stringify(
      app.getOpenAPI31Document({
        openapi: '3.1.0',
        info: {
          title: 'voicebot',
          version,
          description:
            'Has people called by Retell voice agents: at once or scheduled, never twice, never lost.',
          license: { name: 'MIT' },
        },
        servers: [{ url: '/' }],
      }),
    );
    return c.body(document, 200, { 'Content-Type': 'application/json; charset=utf-8' });
  });
}
