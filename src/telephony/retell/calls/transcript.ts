import { z } from 'zod';
import type { Turn } from '../../../domain/calls/outcomes/report.ts';
import { turnsOf } from './utterances.ts';

const withTranscript = z.looseObject({
  transcript_with_tool_calls: z.array(z.unknown()).nullish().catch(undefined),
  transcript_object: z.array(z.unknown()).nullish().catch(undefined),
  transcript: z.string().nullish().catch(undefined),
  data_storage_setting: z.string().nullish().catch(undefined),
});

/**
 * Returns what was said in a call, from its object as `get-call` returns it.
 *
 * @returns undefined if Retell does not say (yet); an empty list if it keeps nothing of what is said
 */
export function transcriptOf(call: unknown): Turn[] | undefined {
  const parsed = withTranscript.safeParse(call).data;
  if (!parsed) return undefined;
  const { transcript_with_tool_calls, transcript_object, transcript, data_storage_setting } = parsed;
  for (const items of [transcript_with_tool_calls, transcript_object]) {
    const turns = turnsOf(items ?? []);
    if (turns.length > 0) return turns;
  }
  if (transcript) return turnsInText(transcript);
  return transcript_object || data_storage_setting === 'basic_attributes_only' ? [] : undefined;
}

const speakers: ReadonlyMap<string, string> = new Map([
  ['Agent', 'agent'],
  ['User', 'user'],
]);

/** Reads a transcript as text: a turn on each line, `Agent: …` or `User: …`; other lines go on with the turn before. */
function turnsInText(text: string): Turn[] {
  const turns: Turn[] = [];
  for (const line of text.split('\n').filter((line) => line.trim() !== '')) {
    const colon = line.indexOf(': ');
    const speaker = speakers.get(line.slice(0, Math.max(0, colon)));
    const last = turns.at(-1);
    if (speaker) turns.push(turnOfText(speaker, line.slice(colon + 2)));
    else if (last) last.text += `\n${line}`;
    else turns.push(turnOfText('agent', line));
  }
  return turns;
}

function turnOfText(speaker: string, text: string): Turn {
  return { speaker, text, at: null, words: [], tools: [] };
}
