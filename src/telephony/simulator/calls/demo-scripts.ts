import type { ScriptedCall } from './course.ts';

/** The phone is busy. */
export const busy: ScriptedCall = { reason: 'dial_busy', ringSeconds: 2 };

/** The person answers, and asks not to be called again. */
export const optsOut: ScriptedCall = {
  reason: 'agent_hangup',
  ringSeconds: 6,
  talkSeconds: 14,
  turns: [
    ['agent', 'Hello, this is Apollo. Do you have a moment?'],
    ['user', 'Please take me off your list, and do not call me again.', 4],
    ['agent', 'I will. Sorry for the trouble. Goodbye.', 9],
  ],
  analysis: {
    call_summary: 'The person asked not to be called again.',
    call_successful: false,
    user_sentiment: 'Negative',
  },
  wishes: { optOut: true, callback: null },
};
