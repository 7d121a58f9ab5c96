import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openOperator } from '../../support/operator.ts';
import { openScreen } from '../../support/screen.ts';

const noAccount = {
  RETELL_API_KEY: undefined,
  RETELL_BASE_URL: undefined,
  VOICEBOT_FROM_NUMBER: undefined,
  VOICEBOT_AGENT_ID: undefined,
  VOICEBOT_NOW: undefined,
};

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', amp: '&' };

/** Returns the lines of the picture in the README, which `npm run picture` draws. */
function pictured(): string[] {
  const svg = readFileSync(new URL('../../../.github/demo.svg', import.meta.url), 'utf8');
  return [...svg.matchAll(/<text.*?<\/text>/g)].map(([line]) =>
    line.replace(/<[^>]+>/g, '').replace(/&(lt|gt|quot|amp);/g, (_, name) => entities[name] ?? name),
  );
}

/** Returns a line without what differs from run to run: only id and status of a table's row. */
function stableText(line: string): string {
  const [id] = /^\d+/.exec(line) ?? [];
  return id ? `${id} ${/COMPLETED|FAILED|ended|not_\w+/.exec(line)?.[0]}` : line.replace(/\s+/g, ' ');
}

describe('the demo', () => {
  it('shows the whole job without an account, and leaves nothing behind', async () => {
    const operator = await openOperator({ hasDatabase: false });
    const ran = await operator.voicebot(['demo', '--speed', '400'], {
      env: { ...noAccount, TMPDIR: operator.home },
    });
    expect(ran.code).toBe(0);
    const all = ran.stdout + ran.stderr;
    for (const part of [
      '$ voicebot contacts import customers.csv',
      '✓ 4 rows: 4 new',
      '6     Mobile  12345  not a number in use in AU',
      '✓ Calling Ada Lovelace',
      'Scheduled 3 calls',
      'Grace Hopper +61491570158  may have been placed',
      'Grace Hopper +61491570158  was placed after all',
      'no attempts left',
      'asked not to be called again: now on the do-not-call list',
      'Margaret Hamilton must not be called: marked do-not-call: said in call 4',
      '+61491570006 1×, +61491570158 1×, +61491570156 2×',
    ]) {
      expect(all).toContain(part);
    }
    expect(existsSync(operator.database)).toBe(false);
    expect(readdirSync(operator.home)).toEqual([]);
  });

  it('runs to its end on a terminal, with pauses for reading', async () => {
    const operator = await openOperator({ hasDatabase: false });
    const screen = openScreen(operator, ['demo', '--speed', '400'], {
      env: { ...noAccount, TMPDIR: operator.home },
      cols: 128,
    });
    expect(await screen.ended).toBe(0);
    const shown = screen.whole().split('\n');
    expect(shown.at(-1)).toContain('Your turn: run `voicebot init`');
    expect(pictured().map(stableText)).toEqual(shown.slice(-pictured().length).map(stableText));
    expect(readdirSync(operator.home)).toEqual([]);
  }, 60_000);

  it('stops at Ctrl-C on a terminal, even in a pause, and leaves nothing behind', async () => {
    const operator = await openOperator({ hasDatabase: false });
    for (const moment of ['A customer list', 'voicebot watch']) {
      const screen = openScreen(operator, ['demo', '--speed', '400'], {
        env: { ...noAccount, TMPDIR: operator.home },
      });
      await screen.says(moment);
      screen.type('\u0003');
      expect(await screen.ended).toBe(130);
      expect(screen.whole()).not.toContain('Your turn');
      expect(readdirSync(operator.home)).toEqual([]);
    }
  });

  it('stops at a signal, and leaves nothing behind', async () => {
    const operator = await openOperator({ hasDatabase: false });
    const demo = operator.start(['demo'], { env: { ...noAccount, TMPDIR: operator.home } });
    await demo.says('Watching');
    demo.process.kill('SIGINT');
    expect(await demo.ended).toMatchObject({ code: 130 });
    expect(readdirSync(operator.home)).toEqual([]);
  });
});
