import type { CallScript } from './course.ts';

/** A number whose calls always go the same way in the simulator. */
export interface TestNumber {
  /** E.164. */
  number: string;
  /** What happens, in a few words for people. */
  what: string;
  outcome: CallScript;
}

/**
 * Numbers to test with, like a payment provider's test cards. All are mobile numbers that the Australian
 * Communications and Media Authority sets aside for fiction, so none can belong to anybody
 * (https://www.acma.gov.au/phone-numbers-use-tv-shows-films-and-creative-works). Every other number's calls are
 * drawn from the simulator's seed.
 */
export const testNumbers: readonly TestNumber[] = [
  {
    number: '+61491570006',
    what: 'answers after 5 s and talks for 42 s',
    outcome: { reason: 'user_hangup', ringSeconds: 5, talkSeconds: 42 },
  },
  { number: '+61491570156', what: 'busy', outcome: { reason: 'dial_busy', ringSeconds: 2 } },
  { number: '+61491570157', what: 'no answer', outcome: { reason: 'dial_no_answer', ringSeconds: 25 } },
  {
    number: '+61491570158',
    what: 'voicemail answers after 20 s, 15 s of message',
    outcome: { reason: 'voicemail_reached', ringSeconds: 20, talkSeconds: 15 },
  },
  { number: '+61491570159', what: 'declined', outcome: { reason: 'user_declined', ringSeconds: 6 } },
  {
    number: '+61491570110',
    what: 'refused with status 400',
    outcome: { refuse: 400, message: 'The number to call is not accepted.' },
  },
  { number: '+61491570313', what: 'refused with status 422', outcome: { refuse: 422 } },
  {
    number: '+61491570737',
    what: 'placed, but no such destination',
    outcome: { reason: 'invalid_destination', ringSeconds: 1 },
  },
  {
    number: '+61491571266',
    what: 'answers, then fails after 8 s with an error',
    outcome: { reason: 'error_retell', ringSeconds: 5, talkSeconds: 8 },
  },
];

const scripts = new Map(testNumbers.map(({ number, outcome }) => [number, outcome]));

/** How calls to a test number go; undefined for any other number. */
export function testNumberScript(toNumber: string): CallScript | undefined {
  return scripts.get(toNumber);
}
