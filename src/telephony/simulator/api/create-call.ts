import type { PlacedCall } from '../calls/call-book.ts';
import { drawPlan } from '../calls/course.ts';
import type { PlacedOutcome } from '../calls/disconnection-reasons.ts';
import { randomFor } from '../calls/random.ts';
import type { World } from '../world.ts';
import { wholeCall } from './call-json.ts';
import { type CreateCallRequest, createCallRequest, firstIssue } from './requests.ts';
import { type Answer, refusal } from './response.ts';

/** ITU-T E.164: a plus, then at most fifteen digits of which the first is not 0. */
const e164 = /^\+[1-9]\d{1,14}$/;

/**
 * `POST /v2/create-phone-call`: places a call, or gives back the one that was placed under the same idempotency
 * key within the hour. Refuses with 400, 404, 422, or 429 when every line is taken.
 */
export function createCall(world: World, body: unknown): Answer {
  const parsed = createCallRequest.safeParse(body);
  if (!parsed.success) return refusal(400, firstIssue(parsed.error));
  const request = parsed.data;
  const refused = refuseRequest(world, request);
  if (refused) return refused;
  const now = world.clock.now();
  const key = request.idempotency_key;
  const earlier = key !== undefined && world.honoursKeys ? world.book.placedUnder(key, now) : undefined;
  if (earlier) return created(world, earlier, 'same key: gave back the call');
  const outcome = world.settledOutcome(request.to_number);
  if (outcome && 'refuse' in outcome) return refusal(outcome.refuse, outcome.message);
  if (world.book.activeAt(now) >= world.limits.concurrency - world.limits.reservedInbound) {
    return refusal(429, 'Account concurrency limit reached, please wait until a call has ended.');
  }
  return created(world, place(world, request, outcome), 'placed a call');
}

/** What the service refuses although the specification's schema allows it. */
function refuseRequest(world: World, request: CreateCallRequest): Answer | undefined {
  if (!e164.test(request.to_number)) return refusal(400, 'to_number must be in E.164 format.');
  if (request.ignore_e164_validation !== true && !e164.test(request.from_number)) {
    return refusal(400, 'from_number must be in E.164 format.');
  }
  if (!world.strict) return undefined;
  if (!world.fromNumbers.includes(request.from_number)) return refusal(422);
  const agentId = request.override_agent_id;
  const isKnown = agentId === undefined || world.agents.some(({ id }) => id === agentId);
  return isKnown ? undefined : refusal(404);
}

function place(world: World, request: CreateCallRequest, outcome: PlacedOutcome | undefined): PlacedCall {
  const ordinal = world.book.calls.length;
  const [first] = world.agents;
  const agentId = request.override_agent_id ?? first?.id ?? 'agent_none';
  const agentName = world.agents.find(({ id }) => id === agentId)?.name;
  const call: PlacedCall = {
    plan: drawPlan(randomFor(world.seed, ordinal), world.speed, outcome),
    request,
    createdAt: world.clock.now(),
    ordinal,
    agentId,
    ...(agentName !== undefined && { agentName }),
    agentVersion: 0,
  };
  world.book.place(call);
  return call;
}

function created(world: World, call: PlacedCall, happened: string): Answer {
  return {
    status: 201,
    body: wholeCall(call, world.clock.now()),
    happened: `${happened} to ${call.request.to_number}`,
    callId: call.plan.callId,
  };
}
