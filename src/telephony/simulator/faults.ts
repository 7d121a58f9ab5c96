import { z } from 'zod';
import { mulberry32, type Random } from './calls/random.ts';

/** Which requests a fault strikes. */
const faultTargets = ['create', 'list', 'get', 'concurrency', 'contact', 'any'] as const;

export type FaultTarget = (typeof faultTargets)[number];

/** Faults that strike before the request takes effect: nothing is placed. */
const faultsBefore = ['reset', 'hang-before', 'error-before', 'throttle', 'status', 'page'] as const;

/** Faults that strike the response, after the request has taken effect. */
const faultsAfter = [
  'lose-answer',
  'error-after',
  'half-body',
  'garbage',
  'hang',
  'slow',
  'wrong-date',
] as const;

/** Faults that change the content of a response that lists calls, or returns one. */
const oddities = [
  ...(['fractions', 'only-id', 'no-metadata', 'no-id'] as const),
  ...(['empty-page', 'endless', 'ignore-filter'] as const),
  ...(['others-reference', 'others-number', 'same-id'] as const),
  ...(['twice', 'broken-item', 'new-words', 'huge-transcript'] as const),
] as const;

export type Oddity = (typeof oddities)[number];

export const faultKinds = [...faultsBefore, ...faultsAfter, ...oddities] as const;

/**
 * What goes wrong, with defaults in parentheses:
 * - `reset` nothing is placed; the connection is cut
 * - `hang-before` nothing is placed; no response is sent
 * - `error-before` nothing is placed; an error status (500)
 * - `throttle` nothing is placed; 429 with `Retry-After`
 * - `status` nothing is placed; any error status (500)
 * - `page` nothing is placed; a page of another server's, with any status from 300 (403)
 * - `lose-answer` placed; the connection is cut
 * - `error-after` placed; an error status (500)
 * - `half-body` placed; the response is cut off halfway
 * - `garbage` placed; the response is HTML
 * - `hang` placed; no response is sent
 * - `slow` placed; the response is sent after `delayMs` (1000)
 * - `wrong-date` placed; the response's `Date` is off by `shiftMs` (ten days)
 *
 * The rest change what a response says of calls, whose requests take effect as usual:
 * - `fractions` instants and durations have a fraction
 * - `only-id` each call has its id and, in a list, its metadata, and nothing else
 * - `no-metadata`, `no-id` each call lacks these
 * - `empty-page` a list with nothing on its page, and more to come
 * - `endless` a list whose every page says that there are more
 * - `ignore-filter` a list of all calls, whatever the filter
 * - `others-reference` each call has another call's reference
 * - `others-number` each call is to another number, without metadata
 * - `same-id` each call has one and the same id, without metadata
 * - `twice` a list with each call twice
 * - `broken-item` a list that begins with an item that is no call, and a call that nobody knows
 * - `new-words` each call has a status and a reason for its end that Retell has only just added
 * - `huge-transcript` each call has a transcript of ten megabytes
 */
export type FaultKind = (typeof faultKinds)[number];

/** A fault to come. */
export interface Fault {
  on: FaultTarget;
  kind: FaultKind;
  /** How many requests to strike (default 1); `Infinity` for all. */
  times?: number | undefined;
  /** The HTTP status, for kinds that can have any. */
  status?: number | undefined;
  /** For `slow` the delay, for `throttle` the `Retry-After`; ms of real time (1000). */
  delayMs?: number | undefined;
  /** How far the clock is behind in the response's `Date`, ms; negative if it is ahead. */
  shiftMs?: number | undefined;
  /** Strike only requests to call this number. */
  toNumber?: string | undefined;
}

/** A fault as sent over HTTP. `times` may be `"always"`, because JSON has no Infinity. */
export const faultSchema = z.strictObject({
  on: z.enum(faultTargets),
  kind: z.enum(faultKinds),
  times: z.union([z.int().min(1), z.literal('always').transform(() => Number.POSITIVE_INFINITY)]).optional(),
  status: z.int().min(300).max(599).optional(),
  shiftMs: z.number().min(-3e11).max(3e11).optional(),
  delayMs: z.number().min(0).max(600_000).optional(),
  toNumber: z.string().optional(),
});

/** Random faults, with one draw for each create request. */
export interface RandomFaults {
  /** Defaults to the simulator's seed. */
  seed?: number;
  /** The probability of each kind, from 0 to 1; at most 1 in total. */
  rates: Partial<Record<FaultKind, number>>;
}

const before: ReadonlySet<string> = new Set(faultsBefore);

/** Returns whether a fault strikes before the request takes effect. */
export function strikesBefore(fault: Fault): boolean {
  return before.has(fault.kind);
}

const odd: ReadonlySet<string> = new Set(oddities);

/** Returns whether a fault changes what a response says. */
export function isOddity(kind: FaultKind): kind is Oddity {
  return odd.has(kind);
}

/** Holds the faults still to strike. */
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

  /** Drops the faults added for these requests. */
  forget(target: FaultTarget): void {
    this.#waiting = this.#waiting.filter(({ fault }) => fault.on !== target);
  }

  /** Returns the fault for this request and uses it up: the first one added that applies, or else a random one. */
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
