import type { Problem } from '../domain/problem.ts';
import type { Clock } from '../domain/time/clock.ts';
import type { RunEvent, RunResult } from '../operations/calling/run-events.ts';
import type { CompletedKind, Completion } from '../operations/ports/completion/completions.ts';
import type { Restored, RestoreOptions } from '../operations/ports/ledger-store.ts';
import type { ListFile, ListOptions } from '../operations/ports/list-file.ts';
import type { MeteredSession } from '../session/metered.ts';
import type { Session } from '../session/session.ts';
import type { SessionParts } from '../session/session-parts.ts';
import type { Streams } from './terminal/terminal.ts';

export interface SimulatorOptions {
  port?: number;
  seed?: number;
  /** How many times faster than real time calls run. */
  speed?: number;
  clock?: Pick<Clock, 'now'>;
  /** People who answer by the hour on their clocks; without them, calls are drawn from the seed alone. */
  people?: {
    /** The zone of people whose number does not tell. */
    timezone?: string | undefined;
    /** Of those who answer, who must not be called again, and who ask to be called back; from 0 to 1. */
    optOuts?: number | undefined;
    callbacks?: number | undefined;
  };
  /** How long after their end calls are kept, ms. */
  retentionMs?: number;
  /** Where to send webhooks. */
  webhook?: string;
  log?: (entry: SimulatorRequest) => void;
}

/** A request that a simulator has responded to. */
export interface SimulatorRequest {
  method: string;
  path: string;
  status: number | undefined;
  /** What happened, in words. */
  text: string;
}

export interface RunningSimulator {
  url: string;
  /** Places the next call to this number, but loses the response. */
  loseNextResponseTo(toNumber: string): void;
  /** Has the next call to this number find it busy, and the person ask in the one after it not to be called again. */
  optOutAfterBusy(toNumber: string): void;
  /** Returns how often each phone rang. */
  ringCounts(): [toNumber: string, rings: number][];
  close(): Promise<void>;
}

export interface ServeOptions {
  /** 0 for any free one. */
  port: number;
  host: string;
  /** The profiles to serve. */
  profiles: readonly { name: string; session: MeteredSession; cronSecret: string | undefined }[];
  /** How many requests a token may make a second; 0 for any number. */
  rate: number;
  /** Whether a proxy in front tells the addresses of clients. */
  trustsProxy: boolean;
  /** The origins whose web pages may read the responses; `*` for all. */
  origins: readonly string[];
  /** Receives each request that was answered. */
  log: (request: Readonly<Record<string, unknown>>) => void;
  /** Receives what a run came to that a request has asked for. */
  onRun: (session: Session, round: RunResult | Problem) => void;
  /** Receives what webhooks told of calls, and what keeps them from being applied. */
  onEvent: (session: Session, event: RunEvent) => void;
  onTrouble: (session: Session, problem: Problem) => void;
}

export interface RunningServer {
  url: string;
  /** Takes no more requests, and resolves once those under way are answered. */
  close(): Promise<void>;
}

/** The parts of the program, put together by `main.ts`, which alone knows them all. */
export interface Parts extends SessionParts {
  /** Puts a copy of a database in the place of another, or where none was. @throws Problem */
  restore(options: RestoreOptions): Promise<Restored>;
  /**
   * Returns whether a run is sure to find nothing to do in this database; false if a quick look is not enough.
   *
   * @param callTimes the name of call times that it must have
   */
  isIdle(path: string, now: Date, callTimes?: string): Promise<boolean>;
  /** Returns what can complete a word from this database. @throws Error if there is none, or it cannot be read */
  completions(path: string, kind: CompletedKind, start: string): Promise<Completion[]>;
  /**
   * Opens a list of contacts in a file of any supported format.
   * @returns undefined if `signal` aborts first
   * @throws Problem for anything else
   */
  openList(path: string, options: ListOptions, signal: AbortSignal): Promise<ListFile | undefined>;
  startSimulator(options: SimulatorOptions): Promise<RunningSimulator>;
  /** Starts the HTTP server. @throws Node's own error if it cannot listen there */
  startServer(options: ServeOptions): Promise<RunningServer>;
  /** Returns the simulator's test numbers, each with a description. */
  testNumbers(): Promise<{ number: string; what: string }[]>;
  streams: Streams;
  /** Shows a text in the user's pager until they leave it. @returns false if there is none */
  showInPager(text: string): Promise<boolean>;
  /** Returns the version of SQLite. @throws Node's error if its compiled part cannot be loaded */
  sqliteVersion(): Promise<string>;
  /** The absolute paths of Node and of the script that it runs. */
  program: { node: string; script: string };
  /** Calls `stop` at SIGINT and SIGTERM, with the exit code for each. @returns a function that stops listening */
  onStopSignal(stop: (code: 130 | 143) => void): () => void;
  /** Calls this before the process ends, whatever ends it but a signal that cannot be caught. @returns a function that calls it no more */
  onExit(act: () => void): () => void;
  /** Ends the process at once. */
  quit(code: number): never;
}
