import type { Course, SimulatedTurn } from './course.ts';

/** Seconds from turn to turn if the script does not say, and for a word. */
const turnSeconds = 3;
const wordSeconds = 0.3;

/** Returns a transcript in Retell's form: one turn on each line. */
export function transcript(course: Course): string {
  return transcriptObject(course)
    .map(({ role, content }) => `${role === 'agent' ? 'Agent' : 'User'}: ${content}\n`)
    .join('');
}

/** Something said (specification: `Utterance`). */
interface Utterance {
  role: 'agent' | 'user';
  content: string;
  words: { word: string; start: number; end: number }[];
}

/** Specification: `ToolCallInvocationUtterance`, `ToolCallResultUtterance`. */
type ToolCall =
  | { role: 'tool_call_invocation'; tool_call_id: string; name: string; arguments: string }
  | { role: 'tool_call_result'; tool_call_id: string; content: string; successful: boolean };

/** Returns the same with the time of each word, in seconds. */
export function transcriptObject(course: Course): Utterance[] {
  return transcriptWithTools(course).flatMap((turn) => ('words' in turn ? [turn] : []));
}

/** Returns the same with the tools that the agent used. */
export function transcriptWithTools(course: Course): (Utterance | ToolCall)[] {
  return turns(course).flatMap((turn, index): (Utterance | ToolCall)[] => {
    if (turn[0] !== 'tool') return [utterance(turn[0], turn[1], turn[2] ?? turnSeconds * index)];
    const [, name, input, content] = turn;
    const tool_call_id = `tool_${course.callId.slice(-8)}_${index}`;
    return [
      { role: 'tool_call_invocation', tool_call_id, name, arguments: JSON.stringify(input) },
      { role: 'tool_call_result', tool_call_id, content, successful: true },
    ];
  });
}

/** @param at when it begins, seconds */
function utterance(role: Utterance['role'], content: string, at: number): Utterance {
  return { role, content, words: wordsOf(content, at) };
}

function wordsOf(content: string, at: number) {
  return content.split(' ').map((word, index) => ({
    word,
    start: rounded(at + wordSeconds * index),
    end: rounded(at + wordSeconds * (index + 1)),
  }));
}

function rounded(seconds: number): number {
  return Math.round(seconds * 10_000) / 10_000;
}

function turns(course: Course): readonly SimulatedTurn[] {
  if (course.scripted.turns) return course.scripted.turns;
  if (course.reason === 'voicemail_reached') {
    return [
      ['user', 'Please leave a message after the tone.'],
      ['agent', 'Hello, please call us back when you can.'],
    ];
  }
  return [
    ['agent', 'Hello, this is a simulated call.'],
    ['user', 'Hello.'],
    ['agent', 'Is now a good time?'],
    ['user', course.successful ? 'Yes, that suits me.' : 'No, thank you.'],
  ];
}
