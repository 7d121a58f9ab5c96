import { describe, expect, it } from 'vitest';
import { transcriptOf } from '../../src/telephony/retell/calls/transcript.ts';

const hello = {
  role: 'agent',
  content: 'Hello there',
  words: [{ word: 'Hello', start: 0.5, end: 0.8 }, { word: 'there' }],
};
const book = { role: 'tool_call_invocation', tool_call_id: 't1', name: 'book', arguments: '{"slot":3}' };
const booked = { role: 'tool_call_result', tool_call_id: 't1', content: '{"ok":true}', successful: true };
const yes = { role: 'user', content: 'Yes.', words: [] };

const turn = (speaker: string, text: string, more = {}) => ({
  speaker,
  text,
  at: null,
  words: [],
  tools: [],
  ...more,
});
const greeting = turn('agent', 'Hello there', { at: 500, words: [{ word: 'Hello', start: 500, end: 800 }] });
const tool = { name: 'book', arguments: '{"slot":3}', result: '{"ok":true}', successful: true };

describe('what was said in a call is read with times and tools', () => {
  it.each([
    ['turns alone', { transcript_object: [hello, yes] }, [greeting, turn('user', 'Yes.')]],
    [
      'a tool, and what it answered, with the turn before',
      { transcript_object: [hello, yes], transcript_with_tool_calls: [hello, book, yes, booked] },
      [{ ...greeting, tools: [tool] }, turn('user', 'Yes.')],
    ],
    [
      'a tool before all turns with the first, and one that never answered',
      { transcript_with_tool_calls: [book, hello] },
      [{ ...greeting, tools: [{ ...tool, result: null, successful: null }] }],
    ],
    [
      'only what can be read',
      { transcript_with_tool_calls: [7, { role: 'dtmf', digit: '1' }, booked, { ...book, name: 4 }, yes] },
      [turn('user', 'Yes.')],
    ],
    [
      'turns where those with tools cannot be read',
      { transcript_object: [yes], transcript_with_tool_calls: [null] },
      [turn('user', 'Yes.')],
    ],
    [
      'text',
      { transcript: 'Agent: Hi\nthere\nUser: Yes.' },
      [turn('agent', 'Hi\nthere'), turn('user', 'Yes.')],
    ],
    ['nothing that is kept', { data_storage_setting: 'basic_attributes_only' }, []],
    ['nothing yet', {}, undefined],
  ])('%s', (_, call, turns) => {
    expect(transcriptOf(call)).toEqual(turns);
  });
});
