import type { PlacedCall } from '../calls/call-book.ts';
import { drawCourse, type ScriptedCall, usualMaxDurationMs } from '../calls/course.ts';
import { randomFor } from '../calls/random.ts';
import type { World } from '../world.ts';
import { fullCall } from './call-json.ts';
import { type CreateCallRequest, createCallRequest, firstIssue } from './requests.ts';
import { errorResponse, type JsonResponse } from './response.ts';

/** ITU-T E.164: a plus sign and up to 15 digits, the first not 0. */
const e164 = /^\+[1-9]\d{1,14}$/;

/**
 * Handles `POST /v2/create-phone-call`: places a call, or returns the call placed with the same idempotency key in
 * the last hour. Refuses with 400, also for a contact marked do-not-call, 404, 422, or 429 if every line is in use.
 */
export function createCall(world: World, workspace: string, body: unknown): JsonResponse {
  const parsed = createCallRequest.safeParse(body);
  if (!parsed.success) return errorResponse(400, firstIssue(parsed.error));
  const request = parsed.data;
  const refused = refuseRequest(world, request);
  if (refused) return refused;
  const now = world.clock.now();
  const key = request.idempotency_key;
  const earlier =
    key !== undefined && world.honoursKeys ? world.book.findByKey(workspace, key, now) : undefined;
  if (earlier) return createdResponse(world, earlier, 'same key: returned the earlier call');
  const script = world.scriptFor(request.to_number);
  if (script && 'refuse' in script) return errorResponse(script.refuse, script.message);
  if (world.book.activeAt(now, workspace) >= world.limits.concurrency - world.limits.reservedInbound) {
    return errorResponse(429, 'Account concurrency limit reached, please wait until a call has ended.');
  }
  return createdResponse(world, placeCall(world, workspace, request, script), 'placed a call');
}

/** Returns the error for a request that the schema allows but Retell refuses. */
function refuseRequest(world: World, request: CreateCallRequest): JsonResponse | undefined {
  if (!e164.test(request.to_number)) return errorResponse(400, 'to_number must be in E.164 format.');
  if (request.ignore_e164_validation !== true && !e164.test(request.from_number)) {
    return errorResponse(400, 'from_number must be in E.164 format.');
  }
  if (request.honor_internal_dnc && world.contacts.ofNumber(request.to_number)?.do_not_call)
    return errorResponse(400, 'This contact asked not to be contacted.');
  if (!world.strict) return undefined;
  if (!world.fromNumbers.includes(request.from_number)) return errorResponse(422);
  const agentId = request.override_agent_id;
  const isKnown = agentId === undefined || world.agents.some(({ id }) => id === agentId);
  return isKnown ? undefined : errorResponse(404);
}

function placeCall(
  world: World,
  workspace: string,
  request: CreateCallRequest,
  script: ScriptedCall | undefined,
): PlacedCall {
  const index = world.book.calls.length;
  const atSpeed = (seconds: number | undefined) =>
    seconds === undefined ? undefined : Math.round((seconds * 1000) / world.speed);
  const [first] = world.agents;
  const agentId = request.override_agent_id ?? first?.id ?? 'agent_none';
  const agent = world.agents.find(({ id }) => id === agentId);
  const drawn = script ?? drawPerson(world, request);
  const { speed, reasons } = world;
  const maxTalkSeconds = (agent?.maxDurationMs ?? usualMaxDurationMs) / 1000;
  const course = drawCourse(randomFor(world.seed, index), { speed, reasons, maxTalkSeconds }, drawn);
  const call: PlacedCall = {
    course,
    recordingUrl: `${world.url}/_simulator/recordings/${course.callId}.wav`,
    workspace,
    request,
    createdAt: world.clock.now(),
    index,
    agentId,
    ...(agent && { agentName: agent.name }),
    agentVersion: 0,
    analysisDelayMs: atSpeed(drawn?.analysisSeconds) ?? world.analysisDelayMs,
    lateMs: atSpeed(drawn?.lateSeconds) ?? 0,
    ...(world.costCorrection && { costCorrection: world.costCorrection }),
  };
  world.book.place(call);
  return call;
}

/** Draws how a person takes a call, if the simulator has people. */
function drawPerson(
  world: World,
  { to_number: toNumber, ...request }: CreateCallRequest,
): ScriptedCall | undefined {
  const earlier = world.book.to(toNumber);
  return world.people?.draw({
    toNumber,
    name: request.retell_llm_dynamic_variables?.['contact_name'] ?? '',
    now: new Date(world.clock.now()),
    earlier: earlier.length,
    promised: earlier.at(-1)?.course.scripted.wishes?.callback?.at ?? null,
  });
}

function createdResponse(world: World, call: PlacedCall, logText: string): JsonResponse {
  // A repeated request must not tell what nothing else tells.
  const at = call.course.scripted.isNeverTold ? call.createdAt : world.clock.now();
  return {
    status: 201,
    body: fullCall(call, at),
    logText: `${logText} to ${call.request.to_number}`,
    callId: call.course.callId,
  };
}
