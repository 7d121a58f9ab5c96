import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findBlock, linesOutside, withBlock, withoutBlock } from '../../../src/cli/cron/block.ts';
import { versionManagerOf } from '../../../src/cli/unattended/fleeting-path.ts';

const line = fc.stringMatching(/^[ -~\xa0-\xff\t]*$/).filter((text) => !text.includes('voicebot cron: '));
const crontab = fc.array(line).map((lines) => lines.map((text) => `${text}\n`).join(''));

describe('the lines of a job in a crontab', () => {
  it('come and go without a trace, for any crontab', () => {
    fc.assert(
      fc.property(crontab, (text) => {
        const installed = withBlock(text, 'acme', '* * * * * x');
        expect(installed.startsWith(text)).toBe(true);
        expect(withBlock(installed, 'acme', '* * * * * x')).toBe(installed);
        expect(withoutBlock(installed, 'acme')).toBe(text);
      }),
    );
  });

  it('of two profiles do not get in each other’s way, and stay where they are', () => {
    fc.assert(
      fc.property(crontab, crontab, (before, after) => {
        const one = withBlock(before, 'acme', 'old');
        const both = `${withBlock(one, 'acme 2', 'other')}${after}`;
        const renewed = withBlock(both, 'acme', 'new');
        expect(renewed).toBe(both.replace('\nold\n', '\nnew\n'));
        expect(withoutBlock(withoutBlock(renewed, 'acme'), 'acme 2')).toBe(`${before}${after}`);
        expect(linesOutside(renewed)).toEqual(`${before}${after}`.split('\n'));
      }),
    );
  });

  it.each([
    ['only the begin', '# >>> voicebot cron: acme >>> x\nrun\n', 1],
    ['only the end', 'a\n# <<< voicebot cron: acme <<<\n', 2],
    ['the end first', '# <<< voicebot cron: acme <<<\n# >>> voicebot cron: acme >>>\n', 2],
    ['two pairs', `${withBlock('', 'acme', 'x')}${withBlock('', 'acme', 'x')}`, 4],
  ])('are not touched if a person has left %s', (_, text, at) => {
    expect(findBlock(text, 'acme')).toMatchObject({ state: 'broken', line: at });
    expect(withoutBlock(text, 'acme')).toBe(text);
  });

  it('begin on a line of their own even if the last line has no end', () => {
    expect(withBlock('0 4 * * * backup', 'acme', 'run').split('\n').slice(0, 2)).toEqual([
      '0 4 * * * backup',
      expect.stringMatching(/^# >>> voicebot cron: acme >>>/),
    ]);
  });
});

it.each([
  ['/usr/bin/node', undefined],
  ['/usr/local/bin/node', undefined],
  ['/home/ada/.nvm/versions/node/v22.1.0/bin/node', 'nvm'],
  ['/run/user/1000/fnm_multishells/1_2/bin/node', 'fnm'],
  ['/home/ada/.local/share/fnm/node-versions/v20/installation/bin/node', 'fnm'],
  ['/home/ada/.volta/tools/image/node/20.1.0/bin/node', 'Volta'],
  ['/home/ada/.asdf/installs/nodejs/20/bin/node', 'asdf'],
  ['/home/ada/.local/share/mise/installs/node/22/bin/node', 'mise'],
  ['/opt/homebrew/Cellar/node/22.1.0/bin/node', 'Homebrew'],
  ['/home/ada/.npm/_npx/0a1b/node_modules/.bin/voicebot', 'npx, which clears its cache'],
  ['/snap/node/8000/bin/node', 'snap'],
])('%s is kept by %s', (path, owner) => {
  expect(versionManagerOf(path)).toBe(owner);
});
