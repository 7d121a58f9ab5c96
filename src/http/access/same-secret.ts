import { createHash, timingSafeEqual } from 'node:crypto';

/** Returns whether two secrets are the same. How long it takes tells neither how long they are nor where they differ. */
export function isSameSecret(one: string, other: string): boolean {
  return timingSafeEqual(digest(one), digest(other));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
