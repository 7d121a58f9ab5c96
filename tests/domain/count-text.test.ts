import { expect, it } from 'vitest';
import { countText } from '../../src/domain/count-text.ts';

it.each([
  [0, '0'],
  [7, '7'],
  [999, '999'],
  [999.4, '999'],
  [999.5, '1,000'],
  [1000, '1,000'],
  [12_345, '12,345'],
  [1_234_567.8, '1,234,568'],
])('%d is read as %s', (count, text) => {
  expect(countText(count)).toBe(text);
});
