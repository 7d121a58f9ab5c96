import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layOut } from '../../../src/cli/calls/live/layout.ts';
import type { Section } from '../../../src/cli/calls/live/sections.ts';

const section = (title: string, rows: number, text = 'Ada Lovelace +61491570006'): Section => ({
  title,
  count: '',
  rows,
  columns: [
    { header: '', cells: Array.from({ length: rows }, (_, row) => `${row}`) },
    { header: '', cells: Array.from({ length: rows }, () => text), shrinks: true },
  ],
});

async function linesOf(
  page: Parameters<typeof layOut>[0],
  size: Parameters<typeof layOut>[1],
): Promise<string[]> {
  const lines = await layOut(page, size);
  const plain = (text: string) => text;
  return lines.flatMap((line) => (typeof line === 'string' ? line : line.render(false, plain)).split('\n'));
}

const page = { head: ['voicebot watch'], messages: [] as string[], foot: 'q quit' };

describe('the page of the live view', () => {
  it('shares its lines among the sections, and says what does not fit', async () => {
    const sections = [section('Now', 2), section('Next', 10), section('Latest', 0)];
    const lines = await linesOf({ ...page, sections }, { columns: 60, rows: 12 });
    expect(lines).toEqual([
      'voicebot watch',
      '',
      'Now',
      '0  Ada Lovelace +61491570006',
      '1  Ada Lovelace +61491570006',
      '',
      'Next  3 of 10',
      '0  Ada Lovelace +61491570006',
      '1  Ada Lovelace +61491570006',
      '2  Ada Lovelace +61491570006',
      '',
      'q quit',
    ]);
  });

  it('keeps the latest messages above the foot', async () => {
    const messages = ['first', 'second', 'third'];
    const lines = await linesOf({ ...page, messages, sections: [] }, { columns: 60, rows: 9 });
    expect(lines.slice(1, 4)).toEqual(['', 'second', 'third']);
    expect(lines).toHaveLength(9);
  });

  it('fits any screen, whatever is in it', async () => {
    const text = fc.oneof(
      fc.string({ maxLength: 300 }),
      fc.constant('山田太郎'.repeat(30)),
      fc.constant('👩‍👩‍👧'.repeat(20)),
    );
    const sections = fc.array(
      fc.tuple(fc.nat(30), text).map(([rows, cell]) => section('Section', rows, cell)),
      { maxLength: 5 },
    );
    await fc.assert(
      fc.asyncProperty(
        sections,
        fc.array(text, { maxLength: 10 }),
        fc.integer({ min: 20, max: 200 }),
        fc.integer({ min: 8, max: 60 }),
        async (some, messages, columns, rows) => {
          const lines = await linesOf({ ...page, messages, sections: some }, { columns, rows });
          expect(lines.length).toBeLessThanOrEqual(rows);
          expect(lines.at(-1)).toBe('q quit');
        },
      ),
      { numRuns: 60 },
    );
  });
});
