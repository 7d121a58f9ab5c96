import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bySort } from '../../src/cli/listing/page-options.ts';
import { pageOfRows } from '../../src/operations/ports/paging/page.ts';
import { readPage } from '../../src/store/sqlite/connection/paging/read-page.ts';

describe('a page', () => {
  it('is the same part of a list whether it is read from a database or from memory', () => {
    const list = fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 30 });
    const query = fc.record({
      limit: fc.option(fc.integer({ min: 1, max: 8 }), { nil: undefined }),
      offset: fc.option(fc.integer({ min: 0, max: 40 }), { nil: undefined }),
    });
    fc.assert(
      fc.property(list, query, (rows, page) => {
        const reads = {
          rows: (limit: number, offset: number) => rows.slice(offset, limit < 0 ? undefined : offset + limit),
          count: (most: number) => Math.min(most, rows.length),
        };
        expect(readPage(page, reads)).toEqual(pageOfRows(rows, page, (row) => row));
      }),
    );
  });

  it('has no total where more than ten thousand rows would have to be counted, and counts only if it must', () => {
    let counted = 0;
    const reads = (length: number) => ({
      rows: (limit: number, offset: number) =>
        Array.from({ length: Math.max(0, Math.min(limit < 0 ? length : limit, length - offset)) }),
      count: (most: number) => {
        counted++;
        return Math.min(most, length);
      },
    });
    const page = { limit: 10, offset: 0 };
    expect(readPage(page, reads(10_000))).toMatchObject({ isMore: true, total: 10_000 });
    expect(readPage(page, reads(10_001))).toMatchObject({ isMore: true, total: null });
    expect(counted).toBe(2);
    expect(readPage({ limit: 10, offset: 20_000 }, reads(20_005))).toMatchObject({
      isMore: false,
      total: 20_005,
    });
    expect(readPage({}, reads(20_005))).toMatchObject({ isMore: false, total: 20_005 });
    expect(counted).toBe(2);
  });

  it('in memory is sorted by size or as text, both ways, with what has no value first', () => {
    const rows = [{ at: new Date(5) }, { at: null }, { at: new Date(1) }];
    const sorted = (descending: boolean) =>
      pageOfRows(rows, { order: { by: 'at', descending } }, (row, key) => row[key]).rows;
    expect(sorted(false)).toEqual([rows[1], rows[2], rows[0]]);
    expect(sorted(true)).toEqual([rows[0], rows[2], rows[1]]);
    const names = pageOfRows(['b', 'C', 'a'], { order: { by: 'x', descending: false } }, (name) => name);
    expect(names.rows).toEqual(['a', 'b', 'C']);
  });
});

describe('--sort', () => {
  const [, , parse] = bySort(['id', 'phoneNumber', 'scheduledTime']);
  it.each([
    ['id', 'id', false],
    ['-id', 'id', true],
    ['phone', 'phoneNumber', false],
    ['-scheduled_time', 'scheduledTime', true],
    ['-time', 'scheduledTime', true],
  ])('%s is by %s, descending: %s', (text, by, descending) => {
    expect(parse(text)).toEqual({ by, descending });
  });

  it('names the nearest, and those there are', () => {
    expect(() => parse('scheduledTmie')).toThrow(
      expect.objectContaining({
        kind: 'usage',
        code: 'invalid_order',
        message: 'This list cannot be sorted by "scheduledTmie".',
        hint: 'Did you mean scheduledTime? It can be sorted by: id, phoneNumber, scheduledTime; prefix with - to reverse.',
      }),
    );
  });
});
