import { describe, expect, it } from 'vitest';
import { commandsFor, exists } from '../../../src/cli/suggestions/unknown-command.ts';
import { unknownOption } from '../../../src/cli/suggestions/unknown-option.ts';
import { suggestedCommands } from '../../../src/cli/suggestions/words-people-try.ts';
import { everyCommand } from '../../support/every-page.ts';
import { openOperator } from '../../support/operator.ts';

const program = everyCommand();

/** Returns the command of this path; that of an empty path is the program. */
function commandAt(path: string) {
  const names = path.split(' ').filter(Boolean);
  return names.reduce(
    (command, name) => command.commands.find((child) => child.name() === name) ?? command,
    program,
  );
}

/** What people type after a command, and what they are offered first. */
const slips: [path: string, word: string, first: string][] = [
  ['', 'search', 'contacts list --search TEXT'],
  ['', 'find', 'contacts list --search TEXT'],
  ['', 'ls', 'contacts list'],
  ['', 'rm', 'contacts remove'],
  ['', 'delete', 'contacts remove'],
  ['', 'list', 'contacts list'],
  ['', 'new', 'contacts add'],
  ['', 'import', 'contacts import'],
  ['', 'contact', 'contacts'],
  ['', 'shedule', 'schedule'],
  ['', 'dial', 'call'],
  ['', 'stop', 'halt'],
  ['', 'log', 'calls list'],
  ['', 'stats', 'report'],
  ['', 'untag', 'contacts untag'],
  ['', 'wash', 'dnc wash'],
  ['', 'Pause', 'halt'],
  ['', 'uninstall', 'help uninstall'],
  ['contacts', 'search', 'contacts list'],
  ['contacts', 'ls', 'contacts list'],
  ['contacts', 'rm', 'contacts remove'],
  ['contacts', 'delete', 'contacts remove'],
  ['contacts', 'new', 'contacts add'],
  ['contacts', 'shwo', 'contacts show'],
  ['contacts', 'update', 'contacts edit'],
  ['contacts', 'view', 'contacts show'],
  ['contacts', 'call', 'call'],
  ['scheduled', 'rm', 'scheduled cancel'],
  ['scheduled', 'delete', 'scheduled cancel'],
  ['scheduled', 'stop', 'scheduled cancel'],
  ['calls', 'find', 'calls list'],
  ['campaigns', 'stop', 'campaigns pause'],
  ['holidays', 'delete', 'holidays remove'],
  ['dnc', 'block', 'dnc add'],
];

/** Options that people type after a command, and what they are offered. */
const options: [path: string, flag: string, offered: RegExp][] = [
  ['contacts remove', '--force', /^Did you mean --yes\?/],
  ['contacts list', '--serch=ada', /--search\?/],
  ['contacts list', '--query', /--search, --where/],
  ['schedule', '--date', /--at\?/],
  ['schedule', '--interval', /--every\?/],
  ['schedule', '--dry', /--dry-run\?|See/],
  ['calls list', '--output', /--json, --csv/],
  ['report', '--output', /--json, --csv, --html/],
  ['contacts list', '-v', /--version/],
  ['contacts list', '--nonsense', /^See 'voicebot contacts list --help'\.$/],
];

describe('did you mean', () => {
  it.each(slips)('voicebot %s %s: %s', (path, word, first) => {
    expect(commandsFor(commandAt(path), word)[0]).toBe(first);
  });

  it('suggests only commands that exist, once they all do', () => {
    const coming = ['cron install', 'service install'];
    expect(suggestedCommands.filter((line) => !exists(program, line) && !coming.includes(line))).toEqual([]);
    expect(commandsFor(program, 'frobnicate')).toEqual([]);
  });

  it.each(options)('voicebot %s %s', (path, flag, offered) => {
    expect(unknownOption(commandAt(path), flag).hint).toMatch(offered);
  });

  it('refuses a word that is no command, also when help is asked for', async () => {
    const { voicebot } = await openOperator({ hasDatabase: false });
    const lines: [words: string[], says: RegExp][] = [
      [['calendar', '--help'], /There is no command "calendar"\..*To list them: voicebot help$/s],
      [['campaing', '--help'], /Did you mean 'voicebot campaigns'\?/],
      [['contacts', 'delete', '7'], /There is no command "contacts delete".*'voicebot contacts remove'/s],
      [['contacts', 'imprt', '--help'], /'voicebot contacts import'/],
      [['help', 'tmies'], /no command or topic "tmies".*'voicebot help times'/s],
      [['help', 'contacts', 'imprt'], /'voicebot contacts import'/],
      [['contacts', 'help', 'imprt'], /'voicebot contacts import'/],
      [['rm', '3'], /one of these\? voicebot contacts remove, voicebot scheduled cancel\./],
    ];
    await Promise.all(
      lines.map(async ([words, says]) => {
        const ran = await voicebot(words);
        expect([words, ran.code, ran.stdout]).toEqual([words, 2, '']);
        expect(ran.stderr.trim()).toMatch(says);
      }),
    );
  });
});
