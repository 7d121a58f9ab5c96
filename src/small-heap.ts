import { setFlagsFromString } from 'node:v8';

/**
 * Makes V8 collect garbage before the heap has doubled. Without it, importing a million rows takes 290 MB on Node 24 instead of 185,
 * and scheduling 100,000 calls 228 MB on Node 20 instead of 190. V8 resets the second flag for all threads when one starts: call it after that.
 */
export function keepHeapSmall(): void {
  setFlagsFromString('--heap-growing-percent=50');
  setFlagsFromString('--semi-space-growth-factor=1');
}
