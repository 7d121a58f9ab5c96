import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');

/** The files of `src`, by their paths from the root. */
const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => join('src', file));

const textOf = (file: string) => readFileSync(join(root, file), 'utf8');

describe('the house', () => {
  it('has rooms of at most 200 lines, and at most a dozen to a corridor', () => {
    expect(files.filter((file) => textOf(file).split('\n').length > 201)).toEqual([]);
    const corridors = new Map<string, number>();
    for (const file of files) corridors.set(dirname(file), (corridors.get(dirname(file)) ?? 0) + 1);
    expect([...corridors].filter(([, count]) => count > 12)).toEqual([]);
  });

  it('names commands, options and environment variables in no text below the command line', () => {
    const below = files.filter((file) =>
      /^src\/(?:domain|operations|lists|store|views|telephony\/retell)\//.test(file),
    );
    expect(below.length).toBeGreaterThan(100);
    const offending = below.flatMap((file) => {
      const code = textOf(file).replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
      const found =
        /voicebot (?:contacts|calls?|schedule|scheduled|process-due|watch|init|config|doctor|backup)\b|[ '"`]--[a-z]{2}|VOICEBOT_[A-Z]|RETELL_[A-Z]/.exec(
          code,
        );
      return found ? [`${file}: ${found[0]}`] : [];
    });
    expect(offending).toEqual([]);
  });

  it('changes contacts by operations only: no command calls a writing method of the store', () => {
    const writing = /\.(?:saveContacts|markDoNotCall|editContact|removeContact|setTag)\(/;
    const commands = files.filter((file) => file.startsWith('src/cli/'));
    expect(commands.length).toBeGreaterThan(50);
    expect(commands.filter((file) => writing.test(textOf(file)))).toEqual([]);
  });
});
