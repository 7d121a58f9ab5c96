import type { App } from '../app-type.ts';

/** Returns which methods the routes of a path have, in alphabetical order; none if there is no such path. */
export function allowedMethods(app: App, path: string): string[] {
  const methods = app.routes
    .filter(({ method, path: template }) => method !== 'ALL' && patternOf(template).test(path))
    .map(({ method }) => method);
  return [...new Set(methods.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method])))].sort();
}

function patternOf(template: string): RegExp {
  return new RegExp(`^${template.replace(/:[^/]+/g, '[^/]+')}$`);
}
