import { z } from 'zod';
import { mulberry32, type Random } from './calls/random.ts';

/** Which requests a fault strikes. */
const faultTargets = ['create', 'list', 'get', 'concurrency', 'any'] as const;

export type FaultTarget = (typeof faultTargets)[number];

/** Faults that strike before the request has any effect: nothing is placed. */
const faultsBefore = ['reset', 'hang-before', 'error-before', 'throttle', 'status'] as const;

/** Faults that strike the answer: what was asked for is done all the same. */
const faultsAfter = ['lose-answer', 'error-after', 'half-body', 'garbage', 'hang', 'slow'] as const;

export const faultKinds = [...faultsBefore, ...faultsAfter] as const;

/**
 * - `reset` the connection is cut before anything is placed
 * - `hang-before` nothing is placed and no answer ever comes
 * - `error-before` a 5xx (500) and nothing is placed
 * - `throttle` 429 with `Retry-After`
 * - `status` any status (500) and nothing is placed
 * - `lose-answer` placed, then the connection is cut
 * - `error-after` placed, then a 5xx (500)
 * - `half-body` placed, then the answer breaks off in the middle
 * - `garbage` placed, then an answer of HTML
 * - `hang` placed, and no answer ever comes
 * - `slow` the right answer after `delayMs` (1000)
 */
export type FaultKind = (typeof faultKinds)[number];

/** Something that is to go wrong. */
export interface Fault {
  on: FaultTarget;
  kind: FaultKind;
  /** How many requests it strikes; default 1; `Infinity` for ever. */
  times?: number | undefined;
  /** The HTTP status, for the kinds that have one to choose. */
  status?: number | undefined;
  /** Real milliseconds for `slow`; for `throttle` what `Retry-After` says (1000). */
  delayMs?: number | undefined;
  /** Strike only requests to call this number. */
  toNumber?: string | undefined;
}

/** A `Fault` as it comes over HTTP, where `times` may be `"always"`, JSON having no Infinity. */
export const faultSchema = z.strictObject({
  on: z.enum(faultTargets),
  kind: z.enum(faultKinds),
  times: z.union([z.int().min(1), z.literal('always').transform(() => Number.POSITIVE_INFINITY)]).optional(),
  status: z.int().min(400).max(599).optional(),
  delayMs: z.number().min(0).max(600_000).optional(),
  toNumber: z.string().optional(),
});

/** Faults drawn at random, one draw for each create request. */
export interface RandomFaults {
  /** Default: the simulator's own. */
  seed?: number;
  /** How often each kind strikes, from 0 to 1; together at most 1. */
  rates: Partial<Record<FaultKind, number>>;
}

const before: ReadonlySet<string> = new Set(faultsBefore);

/** Whether a fault strikes before the request has any effect. */
export function strikesBefore(fault: Fault): boolean {
  return before.has(fault.kind);
}

/** The faults still to strike. */
export class FaultQueue {
  #waiting: { fault: Fault; left: number }[] = [];
  readonly #rates: Partial<Record<FaultKind, number>>;
  readonly #random: Random;

  constructor(random: RandomFaults | undefined, seed: number) {
    this.#rates = random?.rates ?? {};
    this.#random = mulberry32(random?.seed ?? seed);
  }

  add(fault: Fault): void {
    this.#waiting.push({ fault, left: fault.times ?? 1 });
  }

  /** Drops what was still to strike these requests. */
  forget(target: FaultTarget): void {
    this.#waiting = this.#waiting.filter(({ fault }) => fault.on !== target);
  }

  /** The fault that strikes this request, which uses it up: the first one asked for, or else one drawn. */
  take(target: FaultTarget, toNumber?: string): Fault | undefined {
    const drawn = target === 'create' ? this.#draw() : undefined;
    const found = this.#waiting.find(
      ({ fault }) =>
        (fault.on === 'any' || fault.on === target) &&
        (fault.toNumber === undefined || fault.toNumber === toNumber),
    );
    if (!found) return drawn;
    found.left -= 1;
    if (found.left <= 0) this.#waiting = this.#waiting.filter((entry) => entry !== found);
    return found.fault;
  }

  #draw(): Fault | undefined {
    let share = this.#random();
    for (const kind of faultKinds) {
      share -= this.#rates[kind] ?? 0;
      if (share < 0) return { on: 'create', kind };
    }
    return undefined;
  }
}
