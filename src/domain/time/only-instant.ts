import { Problem } from '../problem.ts';
import { instantsOf, isoWithOffset, neighboursOfGap, type WallTime } from './local-time.ts';

/**
 * Returns the one instant at which the zone's clocks show `wall`.
 *
 * @param text what the operator wrote, for the message
 * @throws Problem `usage` `nonexistent_time` if the clocks skip that time, `ambiguous_time` if they show it twice; the hint
 * has the possible instants, ready to paste
 */
export function onlyInstantOf(wall: WallTime, zone: string, text: string): Date {
  const [first, second] = instantsOf(wall, zone);
  if (first === undefined) throw nonexistent(wall, zone, text);
  if (second !== undefined) throw ambiguous([first, second], zone, text);
  return first;
}

function nonexistent(wall: WallTime, zone: string, text: string): Problem {
  const { before, after } = neighboursOfGap(wall, zone);
  return new Problem('usage', {
    code: 'nonexistent_time',
    message: `"${text}" does not exist in ${zone}: it is skipped when daylight saving starts.`,
    hint: `The nearest times are ${isoWithOffset(before, zone)} (before) and ${isoWithOffset(after, zone)} (after).`,
  });
}

function ambiguous([first, second]: [Date, Date], zone: string, text: string): Problem {
  return new Problem('usage', {
    code: 'ambiguous_time',
    message: `"${text}" is ambiguous in ${zone}: it occurs twice when daylight saving ends.`,
    hint: `Use ${isoWithOffset(first, zone)} (the first time) or ${isoWithOffset(second, zone)} (the second).`,
  });
}
