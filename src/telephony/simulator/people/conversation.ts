import type { CallAnalysis, SimulatedTurn } from '../calls/course.ts';
import { between, pick, type Random } from '../calls/random.ts';
import type { CallbackWish } from './requests.ts';

/** What a person who answers wants. */
export type Mood = 'agrees' | 'not_interested' | 'call_back' | 'stop';

/** What is said in a call, and what its analysis says of that. */
export interface Conversation {
  turns: SimulatedTurn[];
  /** How long it takes, seconds. */
  seconds: number;
  analysis: Pick<CallAnalysis, 'call_summary' | 'user_sentiment' | 'call_successful'>;
}

type Line = readonly [speaker: 'agent' | 'user', text: string];

/** A tool that the agent uses: its name, its arguments, and what it answers. */
type Tool = readonly [kind: 'tool', name: string, input: Record<string, unknown>, result: string];

const smallTalk: readonly (readonly [agent: string, user: string])[] = [
  ['It is about the service that you booked with us last year.', 'Oh yes, I remember that.'],
  ['Were you happy with how it went?', 'Mostly, yes. They came a bit late.'],
  ['I am sorry to hear that. I will pass it on.', 'Thanks. It was no great trouble.'],
  ['We have free times in the coming two weeks.', 'How long would that take?'],
  ['Usually less than an hour.', 'That is fine.'],
  ['Is your address still the same?', 'Yes, nothing has changed.'],
  ['Would a morning or an afternoon suit you better?', 'A morning, please, not too early.'],
  ['You would get a message the day before.', 'Good, because I do forget these things.'],
];

/** Seconds that a word takes, and the pause after a turn. */
const wordSeconds = 0.3;
const pauses = { from: 0.4, to: 1.6 };

/** Draws a conversation with a person. */
export function drawConversation(
  random: Random,
  { mood, name, wish }: { mood: Mood; name: string; wish: CallbackWish | undefined },
): Conversation {
  const known = name === '' ? 'the person who booked with us' : name;
  const opening: Line[] = [
    ['user', pick(random, ['Hello?', 'Hello.', 'Yes, hello?'])],
    ['agent', `Good day, am I speaking to ${known}?`],
    ['user', pick(random, ['Speaking.', 'Yes, that is me.', 'Yes, who is this?'])],
  ];
  const lines = [...opening, ...endings[mood](random, wish)];
  return { ...timed(random, lines), analysis: analyses[mood](wish) };
}

const endings: Readonly<Record<Mood, (random: Random, wish: CallbackWish | undefined) => (Line | Tool)[]>> = {
  agrees: (random) => [
    ...smallTalk.slice(0, Math.floor(between(random, 3, smallTalk.length + 1))).flatMap(spoken),
    ['agent', 'Shall I book that for you?'],
    ['user', 'Yes, please do.'],
    ['tool', 'book_appointment', { slot: 'morning' }, '{"booked":true}'],
    ['agent', 'It is booked. Thank you, and goodbye.'],
    ['user', 'Thank you. Bye.'],
  ],
  not_interested: (random) => [
    ...smallTalk.slice(0, Math.floor(between(random, 0, 3))).flatMap(spoken),
    ['user', pick(random, ['I am not interested, thank you.', 'No, we have somebody for that already.'])],
    ['agent', 'I understand. Thank you for your time. Goodbye.'],
  ],
  call_back: (_, wish) => [
    ['user', `I cannot talk now. Could you call me again ${wish?.words ?? 'later'}?`],
    ['tool', 'note_callback', { words: wish?.words ?? null, at: wish?.at ?? null }, '{"noted":true}'],
    ['agent', 'Certainly. We will call you then. Goodbye.'],
  ],
  stop: () => [
    ['user', 'Please take me off your list, and do not call me again.'],
    ['tool', 'note_opt_out', {}, '{"noted":true}'],
    ['agent', 'I will see to that. I am sorry for the trouble. Goodbye.'],
  ],
};

function spoken([agent, user]: readonly [string, string]): Line[] {
  return [
    ['agent', agent],
    ['user', user],
  ];
}

const analyses: Readonly<Record<Mood, (wish: CallbackWish | undefined) => Conversation['analysis']>> = {
  agrees: () => ({
    call_summary: 'The agent offered another appointment, and the person booked one for a morning.',
    user_sentiment: 'Positive',
    call_successful: true,
  }),
  not_interested: () => ({
    call_summary: 'The agent said why it was calling. The person was not interested.',
    user_sentiment: 'Neutral',
    call_successful: false,
  }),
  call_back: (wish) => ({
    call_summary: `The person had no time, and asked to be called again ${wish?.words ?? 'later'}.`,
    user_sentiment: 'Neutral',
    call_successful: false,
  }),
  stop: () => ({
    call_summary: 'The person asked not to be called again.',
    user_sentiment: 'Negative',
    call_successful: false,
  }),
};

/** Draws what is said to a machine. @param isMenu whether it is a menu, not voicemail */
export function drawMessage(random: Random, isMenu: boolean): Conversation {
  const lines: Line[] = isMenu
    ? [['user', 'Thank you for calling. For sales, press one. For anything else, please hold.']]
    : [
        ['user', 'You have reached my voicemail. Please leave a message after the tone.'],
        ['agent', 'Good day. It is about your booking. We will try again another time. Goodbye.'],
      ];
  const call_summary = isMenu
    ? 'The call reached a menu.'
    : 'The call reached voicemail and the agent left a message.';
  return {
    ...timed(random, lines),
    analysis: { call_summary, user_sentiment: 'Unknown', call_successful: false },
  };
}

/** Draws a conversation that an error ends. */
export function drawBrokenOff(random: Random): Conversation {
  const lines: Line[] = [
    ['user', 'Hello?'],
    ['agent', 'Good day, am I speaking to'],
  ];
  return {
    ...timed(random, lines),
    analysis: {
      call_summary: 'The call was cut off by an error.',
      user_sentiment: 'Unknown',
      call_successful: false,
    },
  };
}

/** Sets when each turn begins. A tool answers at once. */
function timed(random: Random, lines: readonly (Line | Tool)[]): Pick<Conversation, 'turns' | 'seconds'> {
  let seconds = 0;
  const turns = lines.map((line): SimulatedTurn => {
    if (line[0] === 'tool') return line;
    const [speaker, text] = line;
    const at = seconds;
    seconds += text.split(' ').length * wordSeconds + between(random, pauses.from, pauses.to);
    return [speaker, text, at];
  });
  return { turns, seconds };
}
