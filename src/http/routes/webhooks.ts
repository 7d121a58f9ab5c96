import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from '@hono/zod-openapi';
import type { MiddlewareHandler } from 'hono';
import { webhookEvents } from '../../domain/webhooks/webhook.ts';
import type { WebhookDoor } from '../../operations/ports/webhooks/webhook-door.ts';
import { receiveWebhook } from '../../operations/webhooks/receive-webhook.ts';
import type { App, RequestEnv } from '../app-type.ts';
import { limitBody } from '../bodies/limit-body.ts';
import { limitInAll } from '../bodies/limit-in-all.ts';
import { RequestProblem } from '../problems.ts';
import { problems } from '../schemas/problem.ts';
import type { ServedProfile } from '../served-profile.ts';
import { type ApplierOptions, WebhookApplier } from '../webhooks/webhook-applier.ts';

/** The largest webhook, bytes: what is said in two hours is a quarter of it. What is not told is asked for. */
const largestBody = 8 * 1024 * 1024;

/** The most that large webhooks take together while they are received, bytes: anyone may send some. */
const largestInAll = 256 * 1024 * 1024;

/** Within which a webhook is answered, ms. */
const answeredWithin = 1000;

const path = '/webhooks/retell/{profile}';

export interface WebhookOptions extends ApplierOptions {
  profiles: readonly ServedProfile[];
  /** Returns the door for webhooks that are signed with one of these keys. */
  webhookDoor: (keys: readonly string[]) => Promise<WebhookDoor>;
}

/**
 * Adds `POST /webhooks/retell/{profile}`. A webhook is durable before it is answered, and applied after that. Nobody learns which profiles
 * there are: an unknown one has no key that fits.
 *
 * @returns a function that resolves once nothing is being applied
 */
export function addWebhooks(app: App, options: WebhookOptions): () => Promise<void> {
  const known = new Map(options.profiles.map((profile) => [profile.name, open(profile, options)]));
  const nobody = options.webhookDoor([randomUUID()]);
  document(app);
  const limits = [limitInAll(largestInAll, largestBody), limitBody(largestBody)] as const;
  const likely: MiddlewareHandler<RequestEnv> = async (c, next) => {
    if (!(await nobody).mayOpen(c.req.header('X-Retell-Signature'))) throw refused();
    await next();
  };
  app.post('/webhooks/retell/:profile', likely, ...limits, async (c) => {
    const body = new Uint8Array(await c.req.arrayBuffer());
    const signature = c.req.header('X-Retell-Signature');
    const receiver = known.get(c.req.param('profile'));
    if (!receiver) {
      await (await nobody).open(body, signature);
      throw refused();
    }
    const { profile, door, applier } = receiver;
    const { session } = profile;
    const receiving = receiveWebhook(
      { body, signature },
      { door: await door, store: await session.store(), clock: session.clock() },
    ).then((receipt) => {
      if (receipt !== 'refused') applier.noteArrival();
      if (receipt === 'kept') applier.wake();
      return receipt;
    });
    const receipt = await Promise.race([receiving, sleep(answeredWithin, 'late' as const, { ref: false })]);
    if (receipt === 'refused') throw refused();
    c.set('profile', profile);
    if (receipt !== 'late') return c.body(null, 204);
    // It may still be kept. Should it fail, Retell sends it again.
    receiving.catch(() => undefined);
    throw busy();
  });
  for (const { applier } of known.values()) applier.wake();
  return async () => {
    await Promise.all([...known.values()].map(({ applier }) => applier.settled()));
  };
}

function open(profile: ServedProfile, options: WebhookOptions) {
  const door = options.webhookDoor(profile.session.settings.webhookKeys);
  return { profile, door, applier: new WebhookApplier(profile, options) };
}

function refused(): RequestProblem {
  return new RequestProblem(401, {
    code: 'invalid_signature',
    message: 'The signature of the webhook is missing, wrong, or more than five minutes old.',
  });
}

function busy(): RequestProblem {
  const message = 'The webhook could not be kept within a second.';
  return new RequestProblem(503, { code: 'database_busy', message }, { 'Retry-After': '1' });
}

/** Describes the route. Its body is checked as bytes: what it must look like is for Retell to say. */
function document(app: App): void {
  const body = z.looseObject({
    event: z.enum(webhookEvents),
    call: z.looseObject({ call_id: z.string().openapi({ example: 'call_8a21f1f0c4' }) }),
  });
  app.openAPIRegistry.registerPath({
    method: 'post',
    path,
    operationId: 'receiveWebhook',
    summary: 'For Retell: report how a call goes',
    tags: ['Webhooks'],
    security: [],
    request: {
      params: z.object({ profile: z.string() }),
      headers: z.object({ 'x-retell-signature': z.string().optional() }),
      body: { required: true, content: { 'application/json': { schema: body } } },
    },
    responses: { ...problems(401, 413, 500, 503), 204: { description: 'It is kept' } },
  });
}
