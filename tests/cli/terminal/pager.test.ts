import { describe, expect, it } from 'vitest';
import { operatorWith } from '../../support/people.ts';
import { openScreen } from '../../support/screen.ts';

const list = `Name,Phone\n${Array.from({ length: 30 }, (_, n) => `Person ${n},04915701${10 + n}\n`).join('')}`;

/** Reads everything, says that it did, and leaves when Enter is typed. */
const PAGER = 'sed "s/^/| /"; printf "END? "; read answer < /dev/tty; true';

describe('a result that does not fit on the screen', () => {
  it('is shown in the pager, and what is said about it follows when the person leaves', async () => {
    const operator = await operatorWith(list);
    const words = ['contacts', 'list', '--limit', '25'];
    const screen = openScreen(operator, words, { rows: 20, env: { PAGER } });
    await screen.says('END?');
    expect(screen.whole()).toMatch(/^\| ID +Name[\s\S]*\| 25 +Person 24/);
    expect(screen.whole()).not.toContain('Showing');
    // Ctrl-C is the pager's: it must not leave it behind with half of the program.
    screen.type('\u0003\r');
    expect(await screen.ended).toBe(0);
    expect(screen.whole()).toMatch(/END\?[\s\S]*Showing 1–25 of 30/);
  });

  it.each<[what: string, words: string[], env: Record<string, string>, rows: number]>([
    ['that fits', [], { PAGER }, 40],
    ['with --no-pager', ['--no-pager'], { PAGER }, 20],
    ['with --no-input', ['--no-input'], { PAGER }, 20],
    ['as JSON', ['--json'], { PAGER }, 20],
    ['where PAGER is cat', [], { PAGER: 'cat' }, 20],
    ['where PAGER is empty', [], { PAGER: '' }, 20],
    ['where PAGER is no program', [], { PAGER: 'no-such-pager' }, 20],
  ])('but not one %s', async (_, words, env, rows) => {
    const operator = await operatorWith(list);
    const screen = openScreen(operator, ['contacts', 'list', '--limit', '25', ...words], { rows, env });
    expect(await screen.ended).toBe(0);
    expect(screen.whole()).toContain('Person 24');
    expect(screen.whole()).not.toContain('END?');
  });
});
