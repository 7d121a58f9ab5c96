import { describe, expect, it } from 'vitest';
import { commandsForProfile, forProfile } from '../../../src/cli/profiles/for-profile.ts';
import { everyCommand } from '../../support/every-page.ts';

describe('advice', () => {
  it.each([
    ['To go on: voicebot resume', 'To go on: voicebot --profile acme resume'],
    ["'voicebot doctor' says more.", "'voicebot --profile acme doctor' says more."],
    [
      'voicebot schedule <contact>, then voicebot calls callbacks done <id>',
      'voicebot --profile acme schedule <contact>, then voicebot --profile acme calls callbacks done <id>',
    ],
    [
      'Choose another one: voicebot profiles use default',
      'Choose another one: voicebot profiles use default',
    ],
    ['voicebot --profile acme init', 'voicebot --profile acme init'],
    ['See: voicebot help times', 'See: voicebot help times'],
    ["See 'voicebot calls --help'.", "See 'voicebot calls --help'."],
    ['voicebot will ask Retell', 'voicebot will ask Retell'],
  ])('names the profile in commands that are for one: %s', (text, expected) => {
    expect(forProfile(text, 'acme')).toBe(expected);
    expect(forProfile(text, undefined)).toBe(text);
  });

  it('knows for each command whether it is for a profile', () => {
    const others = ['completion', 'demo', 'help', 'profiles', 'simulator', 'version'];
    const names = everyCommand().commands.map((command) => command.name());
    expect([...commandsForProfile, ...others].toSorted()).toEqual(names.toSorted());
  });
});
