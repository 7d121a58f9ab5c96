import type { Clock } from '../../domain/time/clock.ts';
import { CallBook, type CostCorrection, type PlacedCall } from './calls/call-book.ts';
import { ContactBook } from './calls/contact-book.ts';
import { type CallScript, endsAt, type ReasonShares, usualReasons } from './calls/course.ts';
import { testNumberScript } from './calls/test-numbers.ts';
import { type Fault, FaultQueue, type RandomFaults } from './faults.ts';
import { defaultLimits, type Limits, RateLimits } from './limits.ts';
import { People, type PeopleOptions } from './people/people.ts';
import { type WebhookFault, type WebhookFaultRates, WebhookFaults } from './webhooks/webhook-faults.ts';

export interface SimulatedAgent {
  id: string;
  name: string;
  /** For how long it may talk in a call, in ms. Default an hour. */
  maxDurationMs?: number;
}

/** Options for the simulated Retell; each has a default. */
export interface WorldOptions {
  /** The only bearer key to accept; by default any key that is not empty. */
  apiKey?: string;
  /**
   * The workspace that a key belongs to; by default each key has its own. A workspace sees only its own calls, keys and lines. Two
   * keys of one workspace are a key and its successor.
   */
  workspaces?: Readonly<Record<string, string>>;
  /** Determines ids, disconnection reasons and durations: equal seeds and requests give equal calls. Default 1. */
  seed?: number;
  /** Defaults to the system's clock. */
  clock?: Pick<Clock, 'now'>;
  /** How many times faster than real time calls run; more than 0. Default 1. */
  speed?: number;
  /** Whether a repeated idempotency key returns the first call, as Retell promises. Default true. */
  honourIdempotencyKeys?: boolean;
  /** How long a new call takes to appear in list-calls, in ms. Default 0. */
  listingDelayMs?: number;
  /** How long after a call's end it is analysed, in ms. Default 0. */
  analysisDelayMs?: number;
  /** Why calls without a script end, and how often, in place of the usual. */
  reasons?: ReasonShares;
  /** How late a list is: it tells of each call as it was this long ago, in ms. Default 0. */
  listLagMs?: number;
  /** The most ids that a list can be filtered by. By default any number. */
  mostIds?: number;
  /** How the cost of every call is corrected after its end; by default it is not. */
  costCorrection?: CostCorrection;
  /** How long after its end a call is kept, in ms. By default for ever. */
  retentionMs?: number;
  /** People who answer by the hour on their clocks, and want to be called back, or never again. By default, calls follow `reasons`. */
  people?: PeopleOptions;
  limits?: Partial<Limits>;
  /** The account's agents; the first makes the calls that name none. */
  agents?: readonly SimulatedAgent[];
  /** The account's own numbers, in E.164 format. */
  fromNumbers?: readonly string[];
  /** Whether to refuse from numbers (422) and agents (404) that are not the account's. Default false. */
  strict?: boolean;
  /** Random faults for create requests; see also `Simulator.addFault`. */
  faults?: RandomFaults;
  /** Random faults for webhooks, drawn from the seed. */
  webhookFaults?: WebhookFaultRates;
}

const defaultAgents: readonly SimulatedAgent[] = [
  { id: 'agent_demo', name: 'Demo agent' },
  { id: 'agent_demo_two', name: 'Second demo agent' },
];

/** Australian landlines that the ACMA reserves for fiction: (02) 5550 and (03) 7010. */
const defaultFromNumbers: readonly string[] = ['+61255501234', '+61370101234'];

/** A clock that can be moved forward. */
export class SimulatorClock {
  readonly #clock: Pick<Clock, 'now'>;
  #shiftMs = 0;

  constructor(clock: Pick<Clock, 'now'> = { now: () => new Date() }) {
    this.#clock = clock;
  }

  /** Returns ms since 1970. */
  now(): number {
    return this.#clock.now().getTime() + this.#shiftMs;
  }

  advance(ms: number): void {
    this.#shiftMs += ms;
  }
}

/** Everything the simulated Retell knows. */
export class World {
  /** Where it is reached, once it listens. */
  url = 'http://127.0.0.1';
  readonly apiKey: string | undefined;
  readonly seed: number;
  readonly speed: number;
  readonly honoursKeys: boolean;
  readonly listingDelayMs: number;
  readonly reasons: ReasonShares;
  readonly listLagMs: number;
  readonly analysisDelayMs: number;
  readonly costCorrection: CostCorrection | undefined;
  readonly mostIds: number;
  readonly retentionMs: number;
  readonly people: People | undefined;
  readonly strict: boolean;
  readonly agents: readonly SimulatedAgent[];
  readonly fromNumbers: readonly string[];
  readonly limits: Limits;
  readonly clock: SimulatorClock;
  readonly rateLimits: RateLimits;
  readonly faults: FaultQueue;
  readonly webhookFaults: WebhookFaults;
  readonly book = new CallBook();
  readonly contacts = new ContactBook();
  readonly #workspaces: ReadonlyMap<string, string>;
  readonly #latestKeys = new Map<string, string>();
  readonly #scripted = new Map<string, { scripts: readonly CallScript[]; from: number }>();

  constructor(options: WorldOptions) {
    this.apiKey = options.apiKey;
    this.#workspaces = new Map(Object.entries(options.workspaces ?? {}));
    this.seed = options.seed ?? 1;
    this.speed = options.speed ?? 1;
    this.honoursKeys = options.honourIdempotencyKeys ?? true;
    this.listingDelayMs = options.listingDelayMs ?? 0;
    this.reasons = options.reasons ?? usualReasons;
    this.listLagMs = options.listLagMs ?? 0;
    this.analysisDelayMs = options.analysisDelayMs ?? 0;
    this.costCorrection = options.costCorrection;
    this.mostIds = options.mostIds ?? Number.POSITIVE_INFINITY;
    this.retentionMs = options.retentionMs ?? Number.POSITIVE_INFINITY;
    this.people = options.people && new People(this.seed, options.people);
    this.strict = options.strict ?? false;
    this.agents = options.agents ?? defaultAgents;
    this.fromNumbers = options.fromNumbers ?? defaultFromNumbers;
    this.limits = { ...defaultLimits, ...options.limits };
    this.clock = new SimulatorClock(options.clock);
    this.rateLimits = new RateLimits(this.limits);
    this.faults = new FaultQueue(options.faults, this.seed);
    this.webhookFaults = new WebhookFaults(options.webhookFaults, this.seed);
  }

  /** Returns the workspace of a key, which signs its webhooks until another of its keys is used. */
  workspaceOf(apiKey: string): string {
    const workspace = this.#workspaces.get(apiKey) ?? apiKey;
    this.#latestKeys.set(workspace, apiKey);
    return workspace;
  }

  /** Returns the key that signs a workspace's webhooks. */
  signingKeyOf(workspace: string): string {
    return this.#latestKeys.get(workspace) ?? workspace;
  }

  addFault(fault: Fault | WebhookFault): void {
    if (fault.on === 'webhook') this.webhookFaults.add(fault);
    else this.faults.add(fault);
  }

  /** Returns whether the API tells this workspace of a call. */
  knows(workspace: string, { course, createdAt, workspace: own }: PlacedCall): boolean {
    const keptUntil = endsAt(course, createdAt) + this.retentionMs;
    return own === workspace && !course.scripted.isNeverTold && this.clock.now() < keptUntil;
  }

  /** Sets how calls to a number go from now on: each as the next script says, and all after them as the last. */
  script(toNumber: string, ...scripts: readonly CallScript[]): void {
    this.#scripted.set(toNumber, { scripts, from: this.book.to(toNumber).length });
  }

  /** Returns how the next call to a number goes, if it has a script or is a test number. */
  scriptFor(toNumber: string): CallScript | undefined {
    const { scripts = [], from = 0 } = this.#scripted.get(toNumber) ?? {};
    const next = this.book.to(toNumber).length - from;
    return scripts[Math.min(next, scripts.length - 1)] ?? testNumberScript(toNumber);
  }
}
