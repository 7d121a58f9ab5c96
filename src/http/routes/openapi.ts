import { createRoute, z } from '@hono/zod-openapi';
import { version } from '../../version.ts';
import type { App } from '../app-type.ts';
import { answers, needs, usualProblems } from './needs.ts';

const openApi = z.looseObject({ openapi: z.string() });

const showDocument = createRoute({
  ...needs('read'),
  method: 'get',
  path: '/openapi.json',
  operationId: 'showOpenApi',
  summary: 'Show this document',
  tags: ['Health'],
  responses: {
    ...usualProblems,
    200: answers(openApi, 'OpenAPI 3.1'),
  },
});

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
  let document: z.infer<typeof openApi> | undefined;
  app.openapi(showDocument, (c) => {
    document ??= openApi.parse(
      app.getOpenAPI31Document({
        openapi: '3.1.0',
        info: {
          title: 'voicebot',
          version,
          description: [
            'Has people called by Retell voice agents: at once or scheduled, never twice, never lost.',
            'What reaches no operation is answered too: 404 on another path, 405 with `Allow` for another method, 408 if a request takes too long to arrive, and 431 if its headers are too long.',
          ].join('\n\n'),
          license: { name: 'MIT' },
        },
        servers: [{ url: '/' }],
      }),
    );
    return c.json(document, 200);
  });
}
