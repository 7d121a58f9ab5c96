/** What one round took. */
export interface Measured {
  /** From before the start to after the end. */
  ms: number;
  /** The most memory that it had, where that was measured. */
  megabytes?: number;
}

/** One that is measured. */
export interface Contestant {
  name: string;
  run: () => Promise<Measured>;
}

/** One that runs beside us, in the same rounds. */
export interface Rival extends Contestant {
  /** We are to take at most so many times what it takes; 1 is to be ahead of it. */
  goal: number;
}

/** One thing that is measured. In each round every contestant runs once. */
export interface Comparison {
  what: string;
  rounds: number;
  ours: Contestant;
  rivals: Rival[];
  /** What ours may have of memory. */
  mostMegabytes?: number;
}

export interface BenchOptions {
  /** Smaller, for every day. */
  quick: boolean;
  /** An empty folder of its own. */
  folder: string;
  /** Tells why something is left out. */
  leaveOut: (line: string) => void;
}

/**
 * Gives its comparisons one after the other; each is run before the next is asked for. Whatever a benchmark needs, it makes and
 * takes away itself.
 */
export type Benchmark = (options: BenchOptions) => AsyncGenerator<Comparison>;
