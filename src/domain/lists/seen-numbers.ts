/**
 * The numbers that a list has had so far. A number in E.164 has at most fifteen digits and so is exact as a double: a
 * million of them take 16 MB here, where a set of strings takes 100.
 */
export class SeenNumbers {
  /** Numbers where they belong; negative ones are marked, 0 is none. */
  #slots = new Float64Array(1024);
  #count = 0;

  /** @param e164 with its `+` @returns whether it is new */
  add(e164: string): boolean {
    if (this.#count * 2 >= this.#slots.length) this.#grow();
    const number = Number(e164.slice(1));
    const index = this.#indexOf(number);
    if (this.#slots[index] !== 0) return false;
    this.#slots[index] = number;
    this.#count++;
    return true;
  }

  /** Marks a number that has been added. @returns whether it was not marked before */
  mark(e164: string): boolean {
    const number = Number(e164.slice(1));
    const index = this.#indexOf(number);
    if (this.#slots[index] !== number) return false;
    this.#slots[index] = -number;
    return true;
  }

  /** Where the number is, or the free place where it would be. */
  #indexOf(number: number): number {
    const last = this.#slots.length - 1;
    // Multiplicative hashing (Knuth, TAOCP 6.4); both halves of the number count.
    const mixed =
      Math.imul((number % 0x1_0000_0000) | 0, 0x9e3779b1) ^ Math.imul(number / 0x1_0000_0000, 0x85ebca6b);
    let index = (mixed ^ (mixed >>> 15)) & last;
    while (this.#slots[index] !== 0 && Math.abs(this.#slots[index] ?? 0) !== number)
      index = (index + 1) & last;
    return index;
  }

  #grow(): void {
    const before = this.#slots;
    this.#slots = new Float64Array(before.length * 2);
    for (const slot of before) if (slot !== 0) this.#slots[this.#indexOf(Math.abs(slot))] = slot;
  }
}
