import type { Clock } from '../../domain/time/clock.ts';
import { CallBook } from './calls/call-book.ts';
import type { CallScript } from './calls/course.ts';
import { testNumberScript } from './calls/test-numbers.ts';
import { FaultQueue, type RandomFaults } from './faults.ts';
import { defaultLimits, type Limits, RateLimits } from './limits.ts';

export interface SimulatedAgent {
  id: string;
  name: string;
}

/** How the simulated Retell is to be; everything has a default. */
export interface WorldOptions {
  /** If given, only this bearer key is right; else any that is not empty. */
  apiKey?: string;
  /** Decides ids, outcomes and durations: the same seed and the same requests give the same lives. Default 1. */
  seed?: number;
  /** Where the time comes from; default the system's. */
  clock?: Pick<Clock, 'now'>;
  /** How many times faster than life calls go by, more than 0: what they last is divided by it. Default 1. */
  speed?: number;
  /** Whether a repeated idempotency key gives the first call back, as Retell promises. Default true. */
  honourIdempotencyKeys?: boolean;
  /** How late a new call turns up in list-calls, in milliseconds. Default 0. */
  listingDelayMs?: number;
  limits?: Partial<Limits>;
  /** The account's agents; calls that name none are made by the first. */
  agents?: readonly SimulatedAgent[];
  /** The account's own numbers, E.164. */
  fromNumbers?: readonly string[];
  /** Whether to refuse a from number (422) or an agent (404) that the account does not have. Default false. */
  strict?: boolean;
  /** Faults drawn for create requests; see also `Simulator.addFault`. */
  faults?: RandomFaults;
}

/** A voice agent that every simulated account has unless told otherwise. */
const defaultAgents: readonly SimulatedAgent[] = [
  { id: 'agent_demo', name: 'Demo agent' },
  { id: 'agent_demo_two', name: 'Second demo agent' },
];

/** Australian landlines set aside for fiction by the ACMA: (02) 5550 and (03) 7010. */
const defaultFromNumbers: readonly string[] = ['+61255501234', '+61370101234'];

/** The simulator's time: the clock it was given, moved forward on demand. */
export class SimulatorClock {
  readonly #clock: Pick<Clock, 'now'>;
  #shiftMs = 0;

  constructor(clock: Pick<Clock, 'now'> = { now: () => new Date() }) {
    this.#clock = clock;
  }

  /** Milliseconds since 1970. */
  now(): number {
    return this.#clock.now().getTime() + this.#shiftMs;
  }

  advance(ms: number): void {
    this.#shiftMs += ms;
  }
}

/** All that the simulated Retell knows and remembers. */
export class World {
  readonly apiKey: string | undefined;
  readonly seed: number;
  readonly speed: number;
  readonly honoursKeys: boolean;
  readonly listingDelayMs: number;
  readonly strict: boolean;
  readonly agents: readonly SimulatedAgent[];
  readonly fromNumbers: readonly string[];
  readonly limits: Limits;
  readonly clock: SimulatorClock;
  readonly rateLimits: RateLimits;
  readonly faults: FaultQueue;
  readonly book = new CallBook();
  readonly #scripted = new Map<string, CallScript>();

  constructor(options: WorldOptions) {
    this.apiKey = options.apiKey;
    this.seed = options.seed ?? 1;
    this.speed = options.speed ?? 1;
    this.honoursKeys = options.honourIdempotencyKeys ?? true;
    this.listingDelayMs = options.listingDelayMs ?? 0;
    this.strict = options.strict ?? false;
    this.agents = options.agents ?? defaultAgents;
    this.fromNumbers = options.fromNumbers ?? defaultFromNumbers;
    this.limits = { ...defaultLimits, ...options.limits };
    this.clock = new SimulatorClock(options.clock);
    this.rateLimits = new RateLimits(this.limits);
    this.faults = new FaultQueue(options.faults, this.seed);
  }

  script(toNumber: string, script: CallScript): void {
    this.#scripted.set(toNumber, script);
  }

  /** How calls to a number go if that is settled beforehand: by a script, or because it is a test number. */
  scriptFor(toNumber: string): CallScript | undefined {
    return this.#scripted.get(toNumber) ?? testNumberScript(toNumber);
  }
}
