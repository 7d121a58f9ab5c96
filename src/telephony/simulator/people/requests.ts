import { asIfUtc, type WallTime } from '../../../domain/time/local-time.ts';
import { pick, type Random } from '../calls/random.ts';

/** That a person asked to be called back: in their words, and as a wall time such as `2026-03-02 15:00`; null if they name none. */
export interface CallbackWish {
  words: string;
  at: string | null;
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** When somebody wants to be called: hours or days later, or on the next such weekday (1 is Monday); at a time of the day. */
type Wish = readonly [
  words: string,
  when?: { hours?: number; days?: number; weekday?: number; time?: string },
];

/** Some name no time, one may be over already, and one is outside of usual call times: such things are said. */
const wishes: readonly Wish[] = [
  ['in about two hours', { hours: 2 }],
  ['in an hour', { hours: 1 }],
  ['tomorrow at ten in the morning', { days: 1, time: '10:00' }],
  ['tomorrow afternoon, at half past three', { days: 1, time: '15:30' }],
  ['the day after tomorrow at noon', { days: 2, time: '12:00' }],
  ['on Monday at four', { weekday: 1, time: '16:00' }],
  ['on Thursday at a quarter past five', { weekday: 4, time: '17:15' }],
  ['on Saturday at eleven', { weekday: 6, time: '11:00' }],
  ['this afternoon at five', { days: 0, time: '17:00' }],
  ['tonight at half past ten', { days: 0, time: '22:30' }],
  ['some time next week'],
  ['when I am back from work'],
];

/** Draws a wish to be called back. @param now the time on the person's clock */
export function drawCallbackWish(random: Random, now: WallTime): CallbackWish {
  const [words, when] = pick(random, wishes);
  if (!when) return { words, at: null };
  const today = asIfUtc({ ...now, hour: 0, minute: 0, second: 0 });
  if (when.hours !== undefined) return { words, at: written(asIfUtc(now) + when.hours * hourMs) };
  const weekday = new Date(today).getUTCDay();
  const days = when.weekday === undefined ? (when.days ?? 0) : ((when.weekday - weekday + 6) % 7) + 1;
  return { words, at: written(today + days * dayMs).replace('00:00', when.time ?? '12:00') };
}

/** Writes a wall time, to five minutes. @param ms the instant at which UTC shows it */
function written(ms: number): string {
  const rounded = Math.ceil(ms / 300_000) * 300_000;
  return new Date(rounded).toISOString().slice(0, 16).replace('T', ' ');
}
