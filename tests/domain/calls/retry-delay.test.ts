import { expect, it } from 'vitest';
import { retryDelay } from '../../../src/domain/calls/retry-delay.ts';

const minute = 60_000;
const hour = 60 * minute;

it.each([
  [1, minute, minute],
  [2, minute, 2 * minute],
  [3, minute, 4 * minute],
  [6, minute, 32 * minute],
  [7, minute, hour],
  [1000, minute, hour],
  [100_000, minute, hour],
  [100_000, 1, hour],
  [0, minute, minute],
  [5, 0, 0],
  [100_000, 0, 0],
  [1, 2 * hour, 2 * hour],
  [9, 2 * hour, 2 * hour],
])('after %d attempts with a base of %d ms the delay is %d ms', (attempts, base, delay) => {
  expect(retryDelay(attempts, base)).toBe(delay);
});
