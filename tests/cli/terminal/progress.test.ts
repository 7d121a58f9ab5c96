import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { openProgress } from '../../../src/cli/terminal/progress.ts';
import { openTerminal } from '../../../src/cli/terminal/terminal.ts';

/** Opens progress on a screen with this many columns, or on a pipe, with a clock set by hand. */
function openWatched({
  columns,
  quiet = false,
  term = 'xterm',
}: {
  columns?: number;
  quiet?: boolean;
  term?: string;
} = {}) {
  const stderr = Object.assign(new PassThrough(), columns === undefined ? {} : { isTTY: true, columns });
  const streams = { stdin: new PassThrough(), stdout: new PassThrough(), stderr };
  const terminal = openTerminal(streams, { environment: { TERM: term }, noInput: true, yes: false, quiet });
  let ms = 0;
  const progress = openProgress(terminal, () => ms);
  return {
    terminal,
    progress,
    /** Reports progress at this second of a task that takes 100 s at 1,000 rows a second. */
    at: (second: number, doing = 'Importing') => {
      ms = second * 1000;
      progress.at(doing, second * 1000, second / 100);
    },
    /** The same for a task whose length is not known. */
    atUnknownTotal: (second: number) => {
      ms = second * 1000;
      progress.at('Exporting', second * 1000);
    },
    /** Returns what was written since the last time. */
    written: () => String(stderr.read() ?? ''),
  };
}

describe('progress in a log', () => {
  it('is at most one line every ten seconds, with rows, pace and time left', () => {
    const { at, written } = openWatched();
    for (let tenth = 0; tenth <= 350; tenth++) at(tenth / 10);
    expect(written()).toBe(
      `${[
        'Importing… 10,000 rows, 1,000 a second, 10%, about 2 min left',
        'Importing… 20,000 rows, 1,000 a second, 20%, about 80 s left',
        'Importing… 30,000 rows, 1,000 a second, 30%, about 70 s left',
      ].join('\n')}\n`,
    );
  });

  it('leaves out the time left if the total is not known', () => {
    const { atUnknownTotal, written } = openWatched();
    for (let second = 0; second <= 15; second++) atUnknownTotal(second);
    expect(written()).toBe('Exporting… 10,000 rows, 1,000 a second\n');
  });

  it('stays on the screen while a result is written to a file', async () => {
    const { terminal, atUnknownTotal, written } = openWatched({ columns: 80 });
    for (let second = 0; second <= 2; second++) atUnknownTotal(second);
    expect(written()).toContain('Exporting… 2,000 rows');
    await terminal.write('a row\n', 'csv');
    expect(written()).toBe('');
  });

  it('is not shown for short tasks, or with --quiet', () => {
    const short = openWatched();
    for (let second = 0; second < 10; second++) short.at(second);
    short.progress.end();
    expect(short.written()).toBe('');
    const quiet = openWatched({ quiet: true });
    for (let second = 0; second < 100; second++) quiet.at(second);
    expect(quiet.written()).toBe('');
  });

  it('starts over with the next task', () => {
    const { at, written } = openWatched();
    for (let second = 0; second <= 12; second++) at(second, 'Reading');
    for (let second = 13; second <= 22; second++) at(second);
    expect(written()).toBe('Reading… 10,000 rows, 1,000 a second, 10%, about 2 min left\n');
  });
});

describe('progress on a screen', () => {
  const erase = '\r\u001b[2K';

  it('is one line, updated at most ten times a second, after the first second', () => {
    const { at, written } = openWatched({ columns: 80 });
    for (let ms = 0; ms < 1000; ms += 10) at(ms / 1000);
    expect(written()).toBe('');
    for (let ms = 1000; ms < 2000; ms += 10) at(ms / 1000);
    const lines = written().split(erase).slice(1);
    expect(lines).toHaveLength(10);
    expect(lines[0]).toBe('Importing… 1,000 rows, 1,000 a second, 1%, about 2 min left');
    expect(lines.join('')).not.toContain('\n');
  });

  it('disappears at the end, and when anything else is printed', () => {
    const { at, written, progress, terminal } = openWatched({ columns: 80 });
    at(0);
    at(2);
    written();
    terminal.note('Something else');
    expect(written()).toBe(`${erase}Something else\n`);
    at(3);
    written();
    progress.end();
    expect(written()).toBe(erase);
    progress.end();
    expect(written()).toBe('');
  });

  it('never wraps to a second line, which could not be erased', () => {
    const { at, written } = openWatched({ columns: 20 });
    at(0);
    at(2);
    expect(written()).toBe(`${erase}Importing… 2,000 ro`);
  });

  it('is plain lines on a screen that cannot erase', () => {
    const { at, written } = openWatched({ columns: 80, term: 'dumb' });
    for (let second = 0; second <= 10; second++) at(second);
    expect(written()).toBe('Importing… 10,000 rows, 1,000 a second, 10%, about 2 min left\n');
  });
});
