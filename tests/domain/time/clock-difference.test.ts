import { expect, it } from 'vitest';
import { clockDifference } from '../../../src/domain/time/clock-difference.ts';

const asked = new Date('2026-12-08T03:00:00Z');
const later = (ms: number) => new Date(asked.getTime() + ms);

it.each([
  ['the same time', 0, 0, 0],
  ['two minutes behind', -120_000, 0, 0],
  ['just over two minutes behind, the second cut off', -121_500, 0, 120_500],
  ['ten days behind', -864_000_000, 0, 863_999_000],
  ['two minutes ahead', 120_000, 0, 0],
  ['just over two minutes ahead', 121_000, 0, -121_000],
  ['a quarter of an hour ahead, but the machine slept before it read the answer', 900_000, 900_000, 0],
])('a server with %s', (_, server, took, expected) => {
  expect(clockDifference(later(server), asked, later(took))).toBe(expected);
});
