import { describe, expect, it } from 'vitest';
import { openWithContacts } from '../../operations/calling/due-calls.ts';
import type { Operator } from '../../support/operator.ts';
import { openScreen, type Screen } from '../../support/screen.ts';

/** Opens an operator with a campaign Spring whose first call is due in a minute, and the live view of `watch`. */
async function openView(size: {
  cols: number;
  rows: number;
}): Promise<{ operator: Operator; screen: Screen }> {
  const operator = await openWithContacts(6);
  const words = ['schedule', '1-6', '--at', '+1m', '--every', '2m', '--name', 'Spring', '--yes'];
  expect((await operator.voicebot(words)).code).toBe(0);
  const screen = openScreen(operator, ['watch', '--every', '1s'], size);
  await screen.says(/in 1:00|in 0:5\d/);
  return { operator, screen };
}

/** Waits until the screen shows this now. */
async function shows(screen: Screen, what: RegExp): Promise<void> {
  await expect.poll(() => screen.text(), { timeout: 20_000, interval: 100 }).toMatch(what);
}

describe('watch on a terminal', () => {
  it('shows what is to come and how campaigns stand, halts and pauses by keys, and quits as if it had not been there', async () => {
    const { operator, screen } = await openView({ cols: 100, rows: 30 });
    expect(screen.isTakenOver()).toBe(true);
    await shows(screen, /Campaigns\n+Spring {2}░{10} {2}6 to come {2}0 of 6 reached/);
    expect(screen.text().split('\n').length).toBeLessThanOrEqual(30);
    expect(screen.text()).toMatch(/Contact 1 \+61491580001/);
    screen.type('h');
    await shows(screen, /Halt calling, in every run\? y\/n/);
    screen.type('n');
    await shows(screen, /h halt calling/);
    expect(operator.rows('select id from halts')).toEqual([]);
    screen.type('h');
    await shows(screen, /y\/n/);
    screen.type('y');
    await shows(screen, /! Calling is halted since/);
    screen.type('h');
    await shows(screen, /Place calls again/);
    screen.type('y');
    await shows(screen, /Calling goes on/);
    expect(operator.rows('select id from halts where lifted_at is null')).toEqual([]);
    screen.type('p');
    await shows(screen, /1 pause Spring/);
    screen.type('1');
    await shows(screen, /Spring {2}░{10} {2}paused/);
    expect(operator.rows('select paused_by from campaigns')).toEqual([{ paused_by: 'operator' }]);

    screen.resize(60, 20);
    await shows(screen, /paused/);
    const lines = screen.text().split('\n');
    expect(lines.length).toBeLessThanOrEqual(20);
    expect(lines.at(-1)).toMatch(/q quit$/);
    screen.type('q');
    expect(await screen.ended).toBe(0);
    expect(screen.isTakenOver()).toBe(false);
    // What was told is still there to be read, the view is not.
    expect(screen.text()).toMatch(/The campaign Spring is paused\.[\s\S]*0 placed, 0 failed\./);
    expect(screen.text()).not.toContain('q quit');
    expect(screen.raw().lastIndexOf('\u001b[?25h')).toBeGreaterThan(screen.raw().lastIndexOf('\u001b[?25l'));
  });

  it.each([
    ['Ctrl-C', (screen: Screen) => screen.type('\u0003'), 130],
    ['SIGTERM', (screen: Screen) => screen.signal('SIGTERM'), 143],
  ])('gives the screen back after %s', async (_, stop, code) => {
    const { screen } = await openView({ cols: 80, rows: 24 });
    stop(screen);
    expect(await screen.ended).toBe(code);
    expect(screen.isTakenOver()).toBe(false);
    expect(screen.text()).toContain('0 placed, 0 failed.');
  });

  it('writes only the lines that change', async () => {
    const { screen } = await openView({ cols: 80, rows: 24 });
    await shows(screen, /6 to come/);
    const secondsLeft = () => {
      const [, minutes, seconds] = /in (\d):(\d\d)/.exec(screen.text()) ?? [];
      return 60 * Number(minutes) + Number(seconds);
    };
    const [from, written] = [secondsLeft(), screen.raw().length];
    await expect.poll(secondsLeft, { timeout: 20_000 }).toBeLessThanOrEqual(from - 3);
    expect(screen.raw().length - written).toBeLessThan((from - secondsLeft() + 1) * 12 * 80);
    screen.type('q');
    await screen.ended;
  });

  it('prints lines if it is asked to, or cannot draw', async () => {
    const { operator, screen } = await openView({ cols: 80, rows: 24 });
    screen.type('q');
    await screen.ended;
    for (const [words, env] of [
      [['watch', '--plain'], {}],
      [['watch'], { TERM: 'dumb' }],
    ] as const) {
      const plain = openScreen(operator, words, { env });
      await plain.says('Press Ctrl-C to stop');
      expect(plain.isTakenOver()).toBe(false);
      plain.type('\u0003');
      await plain.ended;
    }
  });
});
