import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { openProgress } from '../../../src/cli/terminal/progress.ts';
import { openTerminal } from '../../../src/cli/terminal/terminal.ts';

/** Progress on a standard error that is a screen of so many columns, or a pipe, with a clock that is set by hand. */
function watched({
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
    /** Tells of rows at this second of a work that takes 100 s at 1,000 rows a second. */
    at: (second: number, doing = 'Importing') => {
      ms = second * 1000;
      progress.at(doing, second * 1000, second / 100);
    },
    /** The same of a work of which nobody knows how long it is. */
    atOf: (second: number) => {
      ms = second * 1000;
      progress.at('Exporting', second * 1000);
    },
    /** What was written since it was last asked. */
    said: () => String(stderr.read() ?? ''),
  };
}

describe('progress in a log', () => {
  it('is a line every ten seconds at most, with rows, pace and what is left', () => {
    const { at, said } = watched();
    for (let tenth = 0; tenth <= 350; tenth++) at(tenth / 10);
    expect(said()).toBe(
      `${[
        'Importing… 10,000 rows, 1,000 a second, 10%, about 2 min left',
        'Importing… 20,000 rows, 1,000 a second, 20%, about 80 s left',
        'Importing… 30,000 rows, 1,000 a second, 30%, about 70 s left',
      ].join('\n')}\n`,
    );
  });

  it('leaves out what nobody knows', () => {
    const { atOf, said } = watched();
    for (let second = 0; second <= 15; second++) atOf(second);
    expect(said()).toBe('Exporting… 10,000 rows, 1,000 a second\n');
  });

  it('stays on the screen while a result goes into a file', async () => {
    const { terminal, atOf, said } = watched({ columns: 80 });
    for (let second = 0; second <= 2; second++) atOf(second);
    expect(said()).toContain('Exporting… 2,000 rows');
    await terminal.write('a row\n');
    expect(said()).toBe('');
  });

  it('is nothing for what takes less, and nothing with --quiet', () => {
    const short = watched();
    for (let second = 0; second < 10; second++) short.at(second);
    short.progress.end();
    expect(short.said()).toBe('');
    const quiet = watched({ quiet: true });
    for (let second = 0; second < 100; second++) quiet.at(second);
    expect(quiet.said()).toBe('');
  });

  it('begins anew with the next piece of work', () => {
    const { at, said } = watched();
    for (let second = 0; second <= 12; second++) at(second, 'Reading');
    for (let second = 13; second <= 22; second++) at(second);
    expect(said()).toBe('Reading… 10,000 rows, 1,000 a second, 10%, about 2 min left\n');
  });
});

describe('progress on a screen', () => {
  const erase = '\r\u001b[2K';

  it('is one line, ten times a second at most, from the second second on', () => {
    const { at, said } = watched({ columns: 80 });
    for (let ms = 0; ms < 1000; ms += 10) at(ms / 1000);
    expect(said()).toBe('');
    for (let ms = 1000; ms < 2000; ms += 10) at(ms / 1000);
    const lines = said().split(erase).slice(1);
    expect(lines).toHaveLength(10);
    expect(lines[0]).toBe('Importing… 1,000 rows, 1,000 a second, 1%, about 2 min left');
    expect(lines.join('')).not.toContain('\n');
  });

  it('is gone when it ends, and when anything else is said', () => {
    const { at, said, progress, terminal } = watched({ columns: 80 });
    at(0);
    at(2);
    said();
    terminal.note('Something else');
    expect(said()).toBe(`${erase}Something else\n`);
    at(3);
    said();
    progress.end();
    expect(said()).toBe(erase);
    progress.end();
    expect(said()).toBe('');
  });

  it('never goes on in a second line, which could not be erased', () => {
    const { at, said } = watched({ columns: 20 });
    at(0);
    at(2);
    expect(said()).toBe(`${erase}Importing… 2,000 ro`);
  });

  it('is lines where the screen can erase nothing', () => {
    const { at, said } = watched({ columns: 80, term: 'dumb' });
    for (let second = 0; second <= 10; second++) at(second);
    expect(said()).toBe('Importing… 10,000 rows, 1,000 a second, 10%, about 2 min left\n');
  });
});
