import { z } from 'zod';
import type { RequestBody } from '../api/handle-request.ts';
import { firstIssue } from '../api/requests.ts';
import { errorResponse, type JsonResponse } from '../api/response.ts';
import { recording } from '../calls/recording.ts';
import { simulatedCall } from '../calls/simulated-call.ts';
import { testNumbers } from '../calls/test-numbers.ts';
import { faultSchema } from '../faults.ts';
import { webhookFaultSchema } from '../webhooks/webhook-faults.ts';
import type { World } from '../world.ts';

const controlPath = '/_simulator';

const unitMs: ReadonlyMap<string, number> = new Map([
  ['ms', 1],
  ['s', 1000],
  ['m', 60_000],
  ['h', 3_600_000],
  ['d', 86_400_000],
]);

// Not domain/time/duration.ts: that accepts neither fractions (1.5m) nor more than a year.
const durationPattern = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)$/;

const duration = z.string().regex(durationPattern).transform(toMilliseconds);

const clockSchema = z.union([
  z.strictObject({ advance: duration }).transform(({ advance }) => advance),
  z.strictObject({ advanceMs: z.number().nonnegative() }).transform(({ advanceMs }) => advanceMs),
]);

const controls: ReadonlyMap<string, (world: World, body: RequestBody) => JsonResponse> = new Map([
  ['GET /_simulator', describe],
  ['GET /_simulator/calls', showCalls],
  ['POST /_simulator/faults', addFault],
  ['POST /_simulator/clock', moveClock],
  ['GET /_simulator/test-numbers', () => ok({ test_numbers: testNumbers }, 'listed the test numbers')],
]);

/** Returns whether a path belongs to the control surface. */
export function isControlPath(path: string): boolean {
  return path === controlPath || path.startsWith(`${controlPath}/`);
}

/**
 * Handles the simulator's own paths, for people and for tests that run it in another process. They need no key.
 */
export function handleControlRequest(
  world: World,
  request: { method: string; url: URL; body: RequestBody },
): JsonResponse {
  const { method } = request;
  const path = request.url.pathname;
  const control = controls.get(`${method} ${path}`);
  if (control) return control(world, request.body);
  const recording = method === 'GET' && recordingPath.exec(path)?.[1];
  if (recording) return showRecording(world, recording);
  const isKnown = [...controls.keys()].some((name) => name.endsWith(` ${path}`));
  return errorResponse(isKnown ? 405 : 404, isKnown ? 'This path does not support that method.' : undefined);
}

/** Where the recordings of calls are: `recording_url` leads here. */
const recordingPath = /^\/_simulator\/recordings\/([\w-]+)\.wav$/;

function showRecording(world: World, callId: string): JsonResponse {
  if (!world.book.find(callId)) return errorResponse(404);
  return { ...ok({}, 'sent a recording'), audio: recording() };
}

function toMilliseconds(text: string): number {
  const [, amount, unit = ''] = durationPattern.exec(text) ?? [];
  return Number(amount) * (unitMs.get(unit) ?? Number.NaN);
}

function ok(body: unknown, logText: string): JsonResponse {
  return { status: 200, body, logText };
}

function describe(world: World): JsonResponse {
  const body = {
    what: 'A simulator of the parts of the Retell API that voicebot uses. No real phone rings.',
    now: new Date(world.clock.now()),
    speed: world.speed,
    counts: {
      calls: world.book.calls.length,
      active: world.book.activeAt(world.clock.now()),
      rings: world.book.rings.length,
    },
    agents: world.agents,
    fromNumbers: world.fromNumbers,
    limits: world.limits,
  };
  return ok(body, 'described the simulator');
}

function showCalls(world: World): JsonResponse {
  const calls = world.book.calls.map((call) => simulatedCall(call, world.clock.now()));
  return ok({ calls, rings: world.book.rings }, `listed calls: ${calls.length}`);
}

const anyFaultSchema = z.discriminatedUnion('on', [faultSchema, webhookFaultSchema]);

function addFault(world: World, body: RequestBody): JsonResponse {
  const fault = anyFaultSchema.safeParse(body.value);
  if (!fault.success) return errorResponse(400, firstIssue(fault.error));
  world.addFault(fault.data);
  return ok({ added: body.value }, `added a fault: ${fault.data.kind} on ${fault.data.on}`);
}

function moveClock(world: World, body: RequestBody): JsonResponse {
  const ms = clockSchema.safeParse(body.value);
  const latest = 8.64e15; // the last instant that a Date can hold
  if (!ms.success || !(world.clock.now() + ms.data <= latest)) {
    return errorResponse(
      400,
      'Send {"advance":"90s"} (ms, s, m, h or d) or {"advanceMs":90000}. The clock only moves forward.',
    );
  }
  world.clock.advance(ms.data);
  return ok({ now: new Date(world.clock.now()) }, `advanced the clock by ${ms.data} ms`);
}
