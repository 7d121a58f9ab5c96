import { Problem } from '../problem.ts';
import { instantsOf, isoWithOffset, neighboursOfGap, type WallTime } from './local-time.ts';

/**
 * The instant at which the zone's clocks show `wall`.
 *
 * @param text what the operator wrote, for the message
 * @throws Problem `usage` `nonexistent_time` if the clocks jump over that time, `ambiguous_time` if they show it twice; the
 * hint has the instants that are possible, ready to paste
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
    message: `"${text}" does not exist in ${zone}: the clocks are put forward over it.`,
    hint: `The nearest times are ${isoWithOffset(before, zone)} (before) and ${isoWithOffset(after, zone)} (after).`,
  });
}

function ambiguous([first, second]: [Date, Date], zone: string, text: string): Problem {
  return new Problem('usage', {
    code: 'ambiguous_time',
    message: `"${text}" happens twice in ${zone}: the clocks are put back over it.`,
    hint: `Write which one: ${isoWithOffset(first, zone)} (the first) or ${isoWithOffset(second, zone)} (the second).`,
  });
}
