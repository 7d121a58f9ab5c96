/** What one run took. */
export interface Measurement {
  /** From before the start to after the end. */
  ms: number;
  /** Peak memory, if it was measured. */
  megabytes?: number;
}

/** A program, or a way of using it, that is measured. */
export interface Contestant {
  name: string;
  run: () => Promise<Measurement>;
}

/** A contestant that voicebot is compared with. */
export interface Rival extends Contestant {
  /** The most time that voicebot may take, as a multiple of the rival's; 1 to be faster. */
  goal: number;
}

/** A measurement of voicebot against rivals. Every contestant runs once per round. */
export interface Comparison {
  what: string;
  rounds: number;
  ours: Contestant;
  rivals: Rival[];
  /** The most time that voicebot may take, whatever its rivals take. */
  mostMs?: number;
  /** The most memory that voicebot may use. */
  mostMegabytes?: number;
}

export interface BenchOptions {
  /** Whether to measure less, with smaller data. */
  quick: boolean;
  /** An empty folder of its own. */
  folder: string;
  /** Reports why something is skipped. */
  leaveOut: (reason: string) => void;
}

/** Yields comparisons, each of which runs before the next is requested. A benchmark creates and deletes whatever it needs. */
export type Benchmark = (options: BenchOptions) => AsyncGenerator<Comparison>;
