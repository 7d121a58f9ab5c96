/**
 * What requests have begun. A client may hang up before it is answered: its connection is closed then, and what it asked for goes on, so
 * that a stop must wait for more than connections.
 */
export class UnderWay {
  readonly #works = new Set<Promise<unknown>>();

  /** Remembers a piece of work until it is done. @returns the same promise */
  follow<T>(work: Promise<T>): Promise<T> {
    this.#works.add(work);
    const done = () => this.#works.delete(work);
    work.then(done, done);
    return work;
  }

  /** Resolves once nothing is under way. */
  async settled(): Promise<void> {
    while (this.#works.size > 0) await Promise.allSettled(this.#works);
  }
}
