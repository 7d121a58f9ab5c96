import { randomUUID } from 'node:crypto';
import { OpenAPIHono } from '@hono/zod-openapi';
import { except } from 'hono/combine';
import { routePath } from 'hono/route';
import { concealTokens } from '../domain/access/token-text.ts';
import type { Problem } from '../domain/problem.ts';
import type { RunResult } from '../operations/calling/run-events.ts';
import { type AccessOptions, authenticate } from './access/authenticate.ts';
import type { App, RequestEnv } from './app-type.ts';
import { limitBody } from './bodies/limit-body.ts';
import { readRest } from './bodies/read-rest.ts';
import { allowOrigins } from './cors.ts';
import { problemResponse, RequestProblem, toldOf } from './problems.ts';
import { allowedMethods } from './routes/allowed-methods.ts';
import { addCalls } from './routes/calls.ts';
import { addCampaigns } from './routes/campaigns.ts';
import { addContactChanges } from './routes/contacts/change.ts';
import { addContacts } from './routes/contacts/contacts.ts';
import { addContactImport, importPath } from './routes/contacts/import.ts';
import { addDoNotCallList } from './routes/dnc.ts';
import { addCreateCall } from './routes/guide/create-call.ts';
import { addCron } from './routes/guide/cron.ts';
import { addScheduledCalls } from './routes/guide/scheduled-calls.ts';
import { addHealth } from './routes/health.ts';
import { addMetrics, openMetrics } from './routes/metrics.ts';
import { addOpenApi } from './routes/openapi.ts';
import { addWebhooks, type WebhookOptions } from './routes/webhooks.ts';
import { addWhy } from './routes/why.ts';
import type { ServedProfile } from './served-profile.ts';
import { UnderWay } from './under-way.ts';

/** A request that was answered, for the log. */
export interface LoggedRequest {
  requestId: string;
  method: string;
  /** Without the query, which may hold what people said of themselves. */
  path: string;
  status: number;
  /** ms, to a tenth */
  took: number;
  profile: string | undefined;
  /** The id of its token. */
  token?: number;
  /** What went wrong, for an error that nobody foresaw. */
  error?: string;
}

export interface AppOptions extends AccessOptions, WebhookOptions {
  /** The origins whose web pages may read the responses; `*` for all. */
  origins: readonly string[];
  log: (request: LoggedRequest) => void;
  /** Receives what a run came to that a request has asked for. */
  onRun: (profile: ServedProfile, round: RunResult | Problem) => void;
  /** Aborts once the server stops. */
  stopping: AbortSignal;
}

/** The largest body that is parsed as a whole, bytes. */
const largestBody = 2 ** 20;

/** The routes of the guide, whose clients read `success` and `error`. */
const guidePath = /^\/api\/(?:retell|scheduled-calls|cron)(?:\/|$)/;

/** The application, and what it does beside answering. */
export interface AppAndWork {
  app: App;
  /** Resolves once nothing is left to do of what requests began. */
  settled: () => Promise<void>;
}

/** Returns the application: every route, and what is done to each request. */
export function createApp(options: AppOptions): AppAndWork {
  const app: App = new OpenAPIHono<RequestEnv>({
    defaultHook: (result) => {
      if (!result.success) throw malformed(result.target, result.error.issues);
    },
  });
  const metrics = openMetrics(options.profiles);
  const underWay = new UnderWay();
  app.use((_c, next) => underWay.follow(next()));
  app.use(readRest);
  app.use(async (c, next) => {
    const startedAt = performance.now();
    c.set('requestId', randomUUID());
    // Set afterwards, it would have each response copied.
    c.header('X-Request-Id', c.var.requestId);
    await next();
    const took = performance.now() - startedAt;
    const { profile } = c.var;
    if (profile) metrics.get(profile.name)?.requested(routePath(c, -1), c.req.method, c.res.status, took);
    options.log({
      requestId: c.var.requestId,
      method: c.req.method,
      path: concealTokens(c.req.path),
      status: c.res.status,
      took: Math.round(took * 10) / 10,
      profile: profile?.name,
      ...(c.var.caller?.kind === 'token' && { token: c.var.caller.token.id }),
      ...(c.error && c.res.status >= 500 && { error: c.error.stack ?? String(c.error) }),
    });
  });
  app.onError((error, c) => problemResponse(c, toldOf(error), c.var.requestId, guidePath.test(c.req.path)));
  app.notFound((c) => {
    throw noSuchRoute(c.req.method, c.req.path, allowedMethods(app, c.req.path));
  });
  addHealth(app, options);
  // Their signature says who they are.
  const applied = addWebhooks(app, options);
  allowOrigins(app, options.origins);
  // Whatever is added below is for callers who are known.
  app.use(authenticate(options));
  app.use(except(importPath, limitBody(largestBody)));
  addOpenApi(app);
  addCreateCall(app);
  addScheduledCalls(app);
  addCron(app, options);
  addContacts(app);
  addContactImport(app);
  addContactChanges(app);
  addCalls(app);
  addCampaigns(app);
  addDoNotCallList(app);
  addWhy(app);
  addMetrics(app, options.profiles, metrics);
  const settled = async () => {
    await underWay.settled();
    await applied();
  };
  return { app, settled };
}

function noSuchRoute(method: string, path: string, allowed: readonly string[]): RequestProblem {
  if (allowed.length === 0)
    return new RequestProblem(404, { code: 'no_such_route', message: `There is no ${method} ${path}.` });
  const message = `${path} does not take ${method}, only ${allowed.join(', ')}.`;
  return new RequestProblem(405, { code: 'method_not_allowed', message }, { Allow: allowed.join(', ') });
}

interface Issue {
  path: PropertyKey[];
  message: string;
}

/** Returns the problem of a request whose values have the wrong types; it names each of them. */
function malformed(target: string, issues: readonly Issue[]): RequestProblem {
  const named = issues
    .slice(0, 20)
    .map(({ path, message }) => ({ field: path.map(String).join('.'), message }));
  const [first] = named;
  const where = first?.field ? `${first.field} in the ${partOf(target)}` : `The ${partOf(target)}`;
  return new RequestProblem(400, {
    code: 'malformed_request',
    message: `${where} cannot be used: ${first?.message ?? 'malformed'}.`,
    details: { in: partOf(target), issues: named },
  });
}

function partOf(target: string): string {
  return { json: 'body', param: 'path', form: 'form' }[target] ?? target;
}
