/**
 * The phone numbers that a list has had so far. A number in E.164 has at most fifteen digits and is exact as a double: a million
 * take 16 MB here, and 100 MB in a set of strings.
 */
export class SeenNumbers {
  /** A hash table of numbers. Marked ones are negative, and 0 is an empty slot. */
  #slots = new Float64Array(1024);
  /** The values of the numbers, in the same slots. Most lists need none. */
  #values: Uint32Array | undefined;
  #count = 0;

  /** Adds a number. @param e164 with its `+` @returns whether it is new */
  add(e164: string): boolean {
    if (this.#count * 2 >= this.#slots.length) this.#grow();
    const number = Number(e164.slice(1));
    const index = this.#indexOf(number);
    if (this.#slots[index] !== 0) return false;
    this.#slots[index] = number;
    this.#count++;
    return true;
  }

  /** Marks a number that was added. @returns whether it was not marked before */
  mark(e164: string): boolean {
    const number = Number(e164.slice(1));
    const index = this.#indexOf(number);
    if (this.#slots[index] !== number) return false;
    this.#slots[index] = -number;
    return true;
  }

  /** Returns whether a number was added, and not marked. */
  isUnmarked(e164: string): boolean {
    const number = Number(e164.slice(1));
    return this.#slots[this.#indexOf(number)] === number;
  }

  /** Gives a number that was added a value above 0. */
  setValue(e164: string, value: number): void {
    this.#values ??= new Uint32Array(this.#slots.length);
    this.#values[this.#indexOf(Number(e164.slice(1)))] = value;
  }

  /** Returns the value of a number; 0 if it has none. */
  valueOf(e164: string): number {
    return this.#values?.[this.#indexOf(Number(e164.slice(1)))] ?? 0;
  }

  /** Returns the slot of a number, or the empty slot where it belongs. */
  #indexOf(number: number): number {
    const last = this.#slots.length - 1;
    // Multiplicative hashing (Knuth, TAOCP 6.4), of both halves of the number.
    const mixed =
      Math.imul((number % 0x1_0000_0000) | 0, 0x9e3779b1) ^ Math.imul(number / 0x1_0000_0000, 0x85ebca6b);
    let index = (mixed ^ (mixed >>> 15)) & last;
    while (this.#slots[index] !== 0 && Math.abs(this.#slots[index] ?? 0) !== number)
      index = (index + 1) & last;
    return index;
  }

  #grow(): void {
    const [slots, values] = [this.#slots, this.#values];
    this.#slots = new Float64Array(slots.length * 2);
    if (values) this.#values = new Uint32Array(slots.length * 2);
    for (const [before, slot] of slots.entries()) {
      if (slot === 0) continue;
      const index = this.#indexOf(Math.abs(slot));
      this.#slots[index] = slot;
      if (values && this.#values) this.#values[index] = values[before] ?? 0;
    }
  }
}
