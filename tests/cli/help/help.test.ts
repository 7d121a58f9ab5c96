import { PassThrough, Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import type { CommandPage } from '../../../src/cli/help/describe-command.ts';
import { renderPage } from '../../../src/cli/help/render-page.ts';
import { openTerminal } from '../../../src/cli/terminal/terminal.ts';
import { everyPage } from '../../support/every-page.ts';
import { openOperator } from '../../support/operator.ts';
import { openScreen } from '../../support/screen.ts';

const pages = await everyPage();

/** The first words of summaries: verbs that say what a command does. */
const verbs = new Set(
  `add allow answer ask bring call cancel change choose check close compare complete confirm copy create delete edit explain export find follow give
  go import install keep let list make manage mark move name never open place print put record remove rename revoke run save
  schedule set show stop switch tag treat try undo uninstall use write`.split(/\s+/),
);

/** Returns a page as a screen of this many columns shows it. */
async function screenOf(page: CommandPage, columns: number): Promise<string> {
  let text = '';
  const stdout = Object.assign(
    new Writable({
      write: (chunk, _encoding, done) => {
        text += chunk;
        done();
      },
    }),
    { isTTY: true, columns },
  );
  const streams = { stdin: new PassThrough(), stdout, stderr: new PassThrough() };
  const terminal = openTerminal(streams, {
    environment: { NO_COLOR: '1' },
    noInput: true,
    yes: false,
    quiet: false,
  });
  terminal.out(await renderPage(page, terminal.width));
  return text;
}

describe('the help of every command', () => {
  it('begins with what the command does', () => {
    expect(pages.length).toBeGreaterThan(60);
    for (const { name, summary, isProgram } of pages) {
      const [word = ''] = summary.toLowerCase().split(/\W/);
      expect({ name, summary, isVerb: isProgram || verbs.has(word) }).toMatchObject({ isVerb: true });
      expect(summary).toMatch(/^\p{Lu}.*\.$/u);
    }
  });

  it('has at least two examples, each with a line that says what it does', () => {
    for (const { name, examples } of pages) {
      const isRight =
        examples.length >= 4 && examples.every((line, index) => line.startsWith('# ') === (index % 2 === 0));
      expect({ name, isRight }).toEqual({ name, isRight: true });
      const own = examples.filter((line) => !line.startsWith('# ') && line.includes(name));
      expect({ name, own: own.length > 1 }).toEqual({ name, own: true });
    }
  });

  it('has commands before options, options under headings, and something to say about each', () => {
    const order = ['arguments', 'commands', 'topics', 'options'];
    for (const { name, sections } of pages) {
      const ranks = sections.map(({ kind }) => order.indexOf(kind));
      expect({ name, ranks }).toEqual({ name, ranks: ranks.toSorted((a, b) => a - b) });
      for (const { heading, kind, entries } of sections) {
        for (const { term, about } of entries)
          expect({ name, term, about }).not.toEqual({ name, term, about: '' });
        if (kind === 'options')
          expect({ name, heading, many: entries.length > 10 }).toMatchObject({ many: false });
      }
      expect(JSON.stringify(sections)).not.toContain('--env-file');
    }
  });

  it.each([100, 80, 60, 40])('fits a screen of %d columns', async (columns) => {
    for (const page of pages) {
      const tooLong = (await screenOf(page, columns))
        .split('\n')
        .filter((line) => line.length > columns && line.trim().includes(' '));
      expect({ page: page.name, tooLong }).toEqual({ page: page.name, tooLong: [] });
    }
  });

  it.each([20, 0, 1])('leaves nothing out on a screen of %d columns', async (columns) => {
    for (const page of pages) {
      const words = (text: string) => text.replace(/\s+/g, '');
      const shown = words(await screenOf(page, columns));
      for (const { term, about } of page.sections.flatMap(({ entries }) => entries))
        expect(shown).toContain(words(term + about));
    }
  });
});

describe('voicebot help', () => {
  it('shows the same help by every way to ask for it, and as JSON', async () => {
    const operator = await openOperator({ hasDatabase: false });
    const [asked, ...others] = await Promise.all(
      [
        ['contacts', 'import', '--help'],
        ['help', 'contacts', 'import'],
        ['contacts', 'help', 'import'],
        ['--profile', 'nowhere', 'contacts', '-h', 'import'],
      ].map((words) => operator.voicebot(words)),
    );
    for (const ran of others) expect([ran.code, ran.stderr, ran.stdout]).toEqual([0, '', asked?.stdout]);
    expect(asked?.stdout).toContain('USAGE\n  voicebot contacts import [file] [options]\n');
    expect(asked?.stdout).toContain('what to do if the number already belongs to a\n');
    expect(asked?.stdout).toContain('update, skip or error (default: update)');
    expect(asked?.stdout).toContain('  voicebot help global-options  Options of every command');
    expect(await operator.json(['help', 'calls', 'callbacks'])).toMatchObject({
      name: 'voicebot calls callbacks',
      usage: ['voicebot calls callbacks [options]', 'voicebot calls callbacks <command> [options]'],
    });
  });

  it('shows a group that is called without a command on standard error, and exits with 2', async () => {
    const operator = await openOperator({ hasDatabase: false });
    const ran = await operator.voicebot(['scheduled']);
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.stderr).toMatch(/COMMANDS\n {2}list .*EXAMPLES\n {2}# /s);
  });

  it('has bold headings on a terminal', async () => {
    const operator = await openOperator({ hasDatabase: false });
    const screen = openScreen(operator, ['contacts', '--help'], { cols: 60 });
    expect(await screen.ended).toBe(0);
    expect(screen.raw()).toContain('\u001b[1mCOMMANDS\u001b[22m');
    expect(screen.whole()).toMatch(/^COMMANDS\n {2}import +Import a list/m);
  });
});
