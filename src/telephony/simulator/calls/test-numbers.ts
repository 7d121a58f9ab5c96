import type { CallScript } from './course.ts';

/** A number whose simulated calls always go the same way. */
export interface TestNumber {
  /** E.164. */
  number: string;
  /** What happens, for people. */
  what: string;
  /** How its calls go. A key of the control surface's JSON. */
  outcome: CallScript;
}

/**
 * Numbers to test with, like a payment provider's test cards: mobile numbers that the Australian Communications and
 * Media Authority reserves for fiction (https://www.acma.gov.au/phone-numbers-use-tv-shows-films-and-creative-works).
 * Calls to any other number are drawn from the simulator's seed.
 */
export const testNumbers: readonly TestNumber[] = [
  {
    number: '+61491570006',
    what: 'answers after 5 s, talks for 42 s',
    outcome: { reason: 'user_hangup', ringSeconds: 5, talkSeconds: 42 },
  },
  { number: '+61491570156', what: 'busy', outcome: { reason: 'dial_busy', ringSeconds: 2 } },
  { number: '+61491570157', what: 'no answer', outcome: { reason: 'dial_no_answer', ringSeconds: 25 } },
  {
    number: '+61491570158',
    what: 'voicemail after 20 s, with a 15 s message',
    outcome: { reason: 'voicemail_reached', ringSeconds: 20, talkSeconds: 15 },
  },
  { number: '+61491570159', what: 'declined', outcome: { reason: 'user_declined', ringSeconds: 6 } },
  {
    number: '+61491570110',
    what: 'refused with HTTP 400',
    outcome: { refuse: 400, message: 'The number to call is not accepted.' },
  },
  { number: '+61491570313', what: 'refused with HTTP 422', outcome: { refuse: 422 } },
  {
    number: '+61491570737',
    what: 'placed, but the destination does not exist',
    outcome: { reason: 'invalid_destination', ringSeconds: 1 },
  },
  {
    number: '+61491571266',
    what: 'answers after 5 s, cut off by an error 8 s later',
    outcome: { reason: 'error_retell', ringSeconds: 5, talkSeconds: 8 },
  },
];

const scripts = new Map(testNumbers.map(({ number, outcome }) => [number, outcome]));

/** Returns how calls to a test number go; undefined for any other number. */
export function testNumberScript(toNumber: string): CallScript | undefined {
  return scripts.get(toNumber);
}
