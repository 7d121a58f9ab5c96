import { clockDifference } from '../../../domain/time/clock-difference.ts';
import { describeDuration } from '../../../domain/time/duration.ts';
import { TelephonyProblem } from '../../ports/telephony-trouble.ts';

/**
 * Checks this machine's clock against Retell's, before a phone rings at the wrong hour. A response that does not tell the time proves
 * nothing.
 *
 * @throws TelephonyProblem `clock_wrong` if they are more than two minutes apart
 */
export function requireRightClock(serverTime: Date | undefined, asked: Date, answered: Date): void {
  const difference = serverTime ? clockDifference(serverTime, asked, answered) : 0;
  if (serverTime === undefined || difference === 0) return;
  const minutes = Math.round(Math.abs(difference) / 60_000) * 60_000;
  const howFar = `${describeDuration(minutes)} ${difference > 0 ? 'ahead of' : 'behind'}`;
  throw new TelephonyProblem(
    'clock_wrong',
    `This machine's clock is ${howFar} Retell's: here it is ${answered.toISOString()}, there ${serverTime.toISOString()}`,
  );
}
