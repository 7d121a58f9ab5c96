import { z } from 'zod';
import type { Turn } from '../../../domain/calls/outcomes/report.ts';

/** The fields that voicebot reads of a transcript (`Utterance`). A turn that cannot be read is left out. */
const utterance = z.looseObject({
  role: z.string(),
  content: z.string(),
  words: z.array(z.unknown()).nullish().catch(undefined),
});
const word = z.looseObject({ start: z.number().nonnegative() });

const withTranscript = z.looseObject({
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
  const { transcript_object, transcript, data_storage_setting } = parsed;
  const turns = transcript_object?.flatMap(turnOf) ?? [];
  if (turns.length > 0) return turns;
  if (transcript) return turnsInText(transcript);
  return transcript_object || data_storage_setting === 'basic_attributes_only' ? [] : undefined;
}

function turnOf(item: unknown): Turn[] {
  const turn = utterance.safeParse(item).data;
  if (!turn) return [];
  const seconds = word.safeParse(turn.words?.[0]).data?.start;
  return [
    { speaker: turn.role, text: turn.content, at: seconds === undefined ? null : Math.round(seconds * 1000) },
  ];
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
    if (speaker) turns.push({ speaker, text: line.slice(colon + 2), at: null });
    else if (last) last.text += `\n${line}`;
    else turns.push({ speaker: 'agent', text: line, at: null });
  }
  return turns;
}
