import { z } from 'zod';
import type { SpokenWord, ToolUse, Turn } from '../../../domain/calls/outcomes/report.ts';

/** The fields that voicebot reads of a transcript's items (`UtteranceOrToolCall`). An item that cannot be read is left out. */
const utterance = z.looseObject({
  role: z.string(),
  content: z.string(),
  words: z.array(z.unknown()).nullish().catch(undefined),
});

const seconds = z.number().nonnegative();
const spokenWord = z.looseObject({
  word: z.string().catch(''),
  start: seconds,
  end: seconds.nullish().catch(undefined),
});

const invocation = z.looseObject({
  role: z.literal('tool_call_invocation'),
  tool_call_id: z.string().catch(''),
  name: z.string(),
  arguments: z.string().catch(''),
});

const toolResult = z.looseObject({
  role: z.literal('tool_call_result'),
  tool_call_id: z.string().catch(''),
  content: z.string(),
  successful: z.boolean().optional().catch(undefined),
});

/** Returns what was said, turn by turn, with the tools that the agent used after each; one before all of them goes to the first. */
export function turnsOf(items: readonly unknown[]): Turn[] {
  const turns: Turn[] = [];
  const early: ToolUse[] = [];
  const results = resultsIn(items);
  for (const item of items) {
    const used = invocation.safeParse(item).data;
    const spoken = utterance.safeParse(item).data;
    if (used) (turns.at(-1)?.tools ?? early).push(toolOf(used, results));
    else if (spoken && spoken.role !== 'tool_call_result') turns.push(turnOf(spoken));
  }
  turns[0]?.tools.unshift(...early);
  return turns;
}

type ToolResult = z.infer<typeof toolResult>;

/** Returns the results of tools by the id of their use. */
function resultsIn(items: readonly unknown[]): ReadonlyMap<string, ToolResult> {
  const results = items.flatMap((item) => toolResult.safeParse(item).data ?? []);
  return new Map(results.map((result) => [result.tool_call_id, result]));
}

function toolOf(
  { tool_call_id, name, arguments: input }: z.infer<typeof invocation>,
  results: ReadonlyMap<string, ToolResult>,
): ToolUse {
  const result = results.get(tool_call_id);
  return { name, arguments: input, result: result?.content ?? null, successful: result?.successful ?? null };
}

function turnOf({ role, content, words: items }: z.infer<typeof utterance>): Turn {
  const words = (items ?? []).flatMap(wordOf);
  // Only the first word says when a turn begins.
  const first = spokenWord.safeParse(items?.[0]).data;
  return { speaker: role, text: content, at: first ? milliseconds(first.start) : null, words, tools: [] };
}

function wordOf(item: unknown): SpokenWord[] {
  const read = spokenWord.safeParse(item).data;
  if (!read) return [];
  const { word, start, end } = read;
  return [{ word, start: milliseconds(start), end: typeof end === 'number' ? milliseconds(end) : null }];
}

function milliseconds(amount: number): number {
  return Math.round(amount * 1000);
}
