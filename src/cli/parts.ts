import type { Clock } from '../domain/time/clock.ts';
import type { Store } from '../operations/ports/store.ts';
import type { Telephony } from '../operations/ports/telephony.ts';
import type { Streams } from './terminal/terminal.ts';

export interface TelephonyOptions {
  apiKey: string;
  baseUrl?: string;
  /** ms */
  requestTimeout: number;
  log?: (line: string) => void;
}

export interface SimulatorOptions {
  port?: number;
  seed?: number;
  /** How many times faster than life calls go by. */
  speed?: number;
  clock?: Pick<Clock, 'now'>;
  log?: (entry: SimulatorRequest) => void;
}

/** One request that a simulator has answered. */
export interface SimulatorRequest {
  method: string;
  path: string;
  status: number | undefined;
  /** What happened, in words. */
  text: string;
}

export interface RunningSimulator {
  url: string;
  /** The next call to this number is placed, and nobody hears of it. */
  loseNextResponseTo(toNumber: string): void;
  /** How often each phone rang. */
  ringCounts(): [toNumber: string, rings: number][];
  close(): Promise<void>;
}

/** What the rest of the program is made of, handed in by `main.ts`, which alone knows every part. */
export interface Parts {
  /** @param onUpdate called with the path of a copy, where the database is of an older voicebot and was brought up to date */
  openStore(path: string, onUpdate?: (copy: string) => void): Promise<Store>;
  /** Whether a run would certainly find nothing to do in this database; false where that cannot be told quickly. */
  isIdle(path: string, now: Date): Promise<boolean>;
  connect(options: TelephonyOptions): Promise<Telephony>;
  startSimulator(options: SimulatorOptions): Promise<RunningSimulator>;
  /** What each of the simulator's test numbers does, in words. */
  testNumbers(): Promise<{ number: string; what: string }[]>;
  clock(options: { startsAt?: Date }): Clock;
  streams: Streams;
  environment: Readonly<Record<string, string | undefined>>;
  workingFolder: string;
  /** What runs now, by absolute paths: Node, and the script that it was given. */
  program: { node: string; script: string };
  /** The XDG folders of this user: settings and data. */
  configFolder: string;
  dataFolder: string;
  /** Calls `stop` at SIGINT and SIGTERM, with the exit code that each stands for. Returns how to stop listening. */
  onStopSignal(stop: (code: 130 | 143) => void): () => void;
  /** Ends the process at once. */
  quit(code: number): never;
}
