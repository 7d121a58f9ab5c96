/** A seeded generator. Returns the next number, from 0 up to but not including 1. */
export type Random = () => number;

/**
 * Returns Tommy Ettinger's mulberry32 generator (public domain;
 * https://gist.github.com/tommyettinger/46a874533244883189143505d203312c). Equal seeds give equal numbers. Not for secrets.
 */
export function mulberry32(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Returns the generator of item `index` under `seed`. Each item has its own, so draws for one never shift another's. */
export function randomFor(seed: number, index: number): Random {
  return mulberry32(seed + Math.imul(index, 0x9e3779b9));
}

/** Returns a number from `low` up to but not including `high`. */
export function between(random: Random, low: number, high: number): number {
  return low + random() * (high - low);
}

/** Returns `length` hexadecimal digits. */
export function hexadecimal(random: Random, length: number): string {
  return Array.from({ length }, () => Math.floor(random() * 16).toString(16)).join('');
}

/** Returns one of these. @throws RangeError if there are none */
export function pick<T>(random: Random, items: readonly T[]): T {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new RangeError('nothing to pick from');
  return item;
}

/** Returns a whole number that follows from a text: the 32-bit FNV-1a hash of its UTF-16 code units. */
export function numberFrom(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++)
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193) >>> 0;
  return hash;
}
