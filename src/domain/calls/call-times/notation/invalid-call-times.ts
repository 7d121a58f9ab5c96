import { Problem } from '../../../problem.ts';

/**
 * Returns the problem of call times that cannot be read.
 *
 * @param part what is wrong, as it was written
 * @param reason what is wrong with it and what to write, to follow a colon
 */
export function invalidCallTimes(part: string, reason: string): Problem {
  const ended = /[.!?]$/.test(reason) ? reason : `${reason}.`;
  return new Problem('usage', { code: 'invalid_call_times', message: `"${part.trim()}": ${ended}` });
}
