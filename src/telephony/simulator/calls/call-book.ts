import { type Course, endsAt } from './course.ts';
import { reachesPhone } from './disconnection-reasons.ts';

/** How long Retell remembers an idempotency key (specification: `/v2/create-phone-call`, `idempotency_key`). */
const keyLifetimeMs = 60 * 60 * 1000;

/** The part of a create request that is needed later, in the API's own field names. */
export interface CallRequest {
  from_number: string;
  to_number: string;
  override_agent_version?: number | string | undefined;
  metadata?: Readonly<Record<string, unknown>> | undefined;
  retell_llm_dynamic_variables?: Readonly<Record<string, string>> | undefined;
  custom_sip_headers?: Readonly<Record<string, string>> | undefined;
  idempotency_key?: string | undefined;
}

/** A placed call: its request, and the course it takes. */
export interface PlacedCall {
  course: Course;
  /** Only this workspace's keys can see it. */
  workspace: string;
  request: CallRequest;
  /** Milliseconds since 1970. */
  createdAt: number;
  /** From 0, in order of creation. */
  index: number;
  agentId: string;
  agentName?: string;
  agentVersion: number;
  /** How long after its end Retell has analysed it, ms. */
  analysisDelayMs: number;
  /** How old the news of it is, ms. */
  lateMs: number;
  /** The link to its recording. */
  recordingUrl: string;
  /** How its cost is corrected, and how long after its end. */
  costCorrection?: CostCorrection;
}

/** A correction of every call's cost, some time after its end. */
export interface CostCorrection {
  afterMs: number;
  /** How many times the cost first told. */
  factor: number;
}

/** Returns the instant whose state of a call is reported at `now`. */
export function toldAt({ createdAt, lateMs }: PlacedCall, now: number): number {
  return Math.max(createdAt, now - lateMs);
}

/** Returns how many times the cost first told a call's cost is at `now`. */
export function costFactorAt({ course, createdAt, costCorrection }: PlacedCall, now: number): number {
  const isCorrected = costCorrection && now >= endsAt(course, createdAt) + costCorrection.afterMs;
  return isCorrected ? costCorrection.factor : 1;
}

/** One ring of a simulated phone. */
export interface Ring {
  callId: string;
  toNumber: string;
  /** See {@link referenceOf}. */
  reference?: string;
  at: Date;
}

/** Returns the caller's own id for a call, if any: `metadata.voicebot_reference`, or else the idempotency key. */
export function referenceOf(request: CallRequest): string | undefined {
  const reference = request.metadata?.['voicebot_reference'];
  return typeof reference === 'string' ? reference : request.idempotency_key;
}

/** Keeps every placed call, its idempotency key, and every ring. Instants are ms since 1970. */
export class CallBook {
  readonly #calls: PlacedCall[] = [];
  readonly #byId = new Map<string, PlacedCall>();
  readonly #byKey = new Map<string, PlacedCall>();
  readonly #byNumber = new Map<string, PlacedCall[]>();
  readonly #rings: Ring[] = [];

  /** In order of creation. */
  get calls(): readonly PlacedCall[] {
    return this.#calls;
  }

  get rings(): readonly Ring[] {
    return this.#rings;
  }

  find(callId: string): PlacedCall | undefined {
    return this.#byId.get(callId);
  }

  /** Returns the calls to a number, in order of creation. */
  to(toNumber: string): readonly PlacedCall[] {
    return this.#byNumber.get(toNumber) ?? [];
  }

  /** Returns the call that this workspace placed with this idempotency key in the hour before `now`. */
  findByKey(workspace: string, key: string, now: number): PlacedCall | undefined {
    const call = this.#byKey.get(`${workspace}/${key}`);
    return call && now - call.createdAt < keyLifetimeMs ? call : undefined;
  }

  /** Counts the calls registered or ongoing at `now`. @param workspace counts only its calls */
  activeAt(now: number, workspace?: string): number {
    return this.#calls.filter(
      (call) =>
        (workspace === undefined || call.workspace === workspace) &&
        now < endsAt(call.course, call.createdAt),
    ).length;
  }

  /** Places a call, and records a ring if its course reaches the phone. */
  place(call: PlacedCall): void {
    const { course, request, workspace } = call;
    this.#calls.push(call);
    this.#byId.set(course.callId, call);
    this.#byNumber.set(request.to_number, [...this.to(request.to_number), call]);
    if (request.idempotency_key !== undefined)
      this.#byKey.set(`${workspace}/${request.idempotency_key}`, call);
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
