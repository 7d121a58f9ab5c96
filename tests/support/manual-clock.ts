/** A clock that moves only by hand. It starts on 2 March 2026 at 9:00 in Sydney. */
export class ManualClock {
  #now = Date.UTC(2026, 2, 1, 22);

  now(): Date {
    return new Date(this.#now);
  }

  moveTo(instant: string): void {
    this.#now = Date.parse(instant);
  }

  advance(seconds: number): void {
    this.#now += seconds * 1000;
  }
}
