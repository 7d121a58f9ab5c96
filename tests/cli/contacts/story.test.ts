import { describe, expect, it } from 'vitest';
import { operatorWith } from '../../support/people.ts';
import { openScreen } from '../../support/screen.ts';

describe('contacts show', () => {
  it('tells the story of a contact, also on a narrow screen', async () => {
    const operator = await operatorWith('Name,Mobile\nAda Lovelace,0491 570 157\n', { sharesProcess: true });
    const { clock, json, voicebot } = operator;
    clock.advance(60);
    await voicebot([
      'schedule',
      '1',
      '--at',
      '+50s',
      '--name',
      'Spring',
      '--redial',
      'no-answer=1h',
      '--yes',
    ]);
    for (const minutes of [1, 5]) {
      clock.advance(minutes * 60);
      await voicebot(['process-due']);
    }
    operator.simulator.script('+61491570157', {
      ...{ reason: 'user_hangup', ringSeconds: 5, talkSeconds: 42 },
      analysis: {
        call_summary: 'Ada takes two, and asks that they be delivered before the end of the week.',
      },
    });
    for (const minutes of [61, 5]) {
      clock.advance(minutes * 60);
      await voicebot(['process-due']);
    }
    await voicebot(['schedule', '1', '--at', '+1d', '--yes']);
    expect(await json(['contacts', 'show', '1'])).toMatchObject({
      story: [
        { at: expect.stringMatching(/Z$/), kind: 'imported', file: 'standard input' },
        { kind: 'scheduled', scheduledCallId: 1, campaign: 'Spring' },
        { kind: 'called', callId: 1, disposition: 'no_answer' },
        { kind: 'redial', scheduledCallId: 2, redialOf: 1 },
        { kind: 'called', callId: 2, disposition: 'answered', summary: expect.stringMatching(/^Ada takes/) },
        { kind: 'scheduled', scheduledCallId: 3 },
        { kind: 'to_come', scheduledCallId: 3 },
      ],
    });
    for (const cols of [60, 80, 100]) {
      const screen = openScreen(operator, ['contacts', 'show', '1'], { cols, rows: 60 });
      await screen.ended;
      const lines = screen.text().split('\n');
      const story = lines.slice(lines.indexOf('Story'));
      expect(story.join('\n')).not.toContain('…');
      expect(story.filter((line) => /^(Mon|Tue|Wed)/.test(line))).toHaveLength(7);
      expect(story.join(' ').replace(/\s+/g, ' ')).toContain('before the end of the week.');
    }
  });
});
