import { type Course, endsAt } from './course.ts';
import { reachesPhone } from './disconnection-reasons.ts';

/** How long Retell remembers an idempotency key (specification: `/v2/create-phone-call`, `idempotency_key`). */
const keyLifetimeMs = 60 * 60 * 1000;

/** What a call was asked for with, under the names of Retell's API; as much of it as is looked at later. */
export interface CallRequest {
  from_number: string;
  to_number: string;
  override_agent_version?: number | string | undefined;
  metadata?: Readonly<Record<string, unknown>> | undefined;
  retell_llm_dynamic_variables?: Readonly<Record<string, string>> | undefined;
  custom_sip_headers?: Readonly<Record<string, string>> | undefined;
  idempotency_key?: string | undefined;
}

/** A call that was placed: what was asked for, and what will become of it. */
export interface PlacedCall {
  course: Course;
  request: CallRequest;
  /** Milliseconds since 1970. */
  createdAt: number;
  /** Its place in the order of creation, from 0. */
  index: number;
  agentId: string;
  agentName?: string;
  agentVersion: number;
}

/** One time that a phone really rang. */
export interface Ring {
  callId: string;
  toNumber: string;
  /** The caller's own name for the call: `metadata.voicebot_reference`, or else the idempotency key. */
  reference?: string;
  at: Date;
}

/** The caller's own name for a call, if its request carried one. */
export function referenceOf(request: CallRequest): string | undefined {
  const reference = request.metadata?.['voicebot_reference'];
  return typeof reference === 'string' ? reference : request.idempotency_key;
}

/** Every call that was placed, every ring, and the idempotency keys still remembered. */
export class CallBook {
  readonly #calls: PlacedCall[] = [];
  readonly #byId = new Map<string, PlacedCall>();
  readonly #byKey = new Map<string, PlacedCall>();
  readonly #rings: Ring[] = [];

  /** In the order of creation. */
  get calls(): readonly PlacedCall[] {
    return this.#calls;
  }

  get rings(): readonly Ring[] {
    return this.#rings;
  }

  find(callId: string): PlacedCall | undefined {
    return this.#byId.get(callId);
  }

  /** The call that was placed under this key within the last hour. */
  findByKey(key: string, now: number): PlacedCall | undefined {
    const call = this.#byKey.get(key);
    return call && now - call.createdAt < keyLifetimeMs ? call : undefined;
  }

  /** How many calls are registered or ongoing. */
  activeAt(now: number): number {
    return this.#calls.filter((call) => now < endsAt(call.course, call.createdAt)).length;
  }

  /** Places a call: from now on it is found, listed and, if its course says so, has rung. */
  place(call: PlacedCall): void {
    const { course, request } = call;
    this.#calls.push(call);
    this.#byId.set(course.callId, call);
    if (request.idempotency_key !== undefined) this.#byKey.set(request.idempotency_key, call);
    if (!reachesPhone(course.reason)) return;
    const reference = referenceOf(request);
    this.#rings.push({
      callId: course.callId,
      toNumber: request.to_number,
      ...(reference !== undefined && { reference }),
      at: new Date(call.createdAt),
    });
  }
}
