import type { Reporting } from '../calls/course.ts';
import { between, type Random } from '../calls/random.ts';

/**
 * Draws how Retell tells of a call: analysed half a minute or so after its end, sometimes hours later and sometimes never; mostly told of at once,
 * but of some calls late, twice in a list, or never.
 */
export function drawReporting(random: Random): Reporting {
  const [analysed, told] = [random(), random()];
  return {
    analysisSeconds: drawAnalysisSeconds(random, analysed),
    ...(told < 0.03 && { lateSeconds: between(random, 60, 1800) }),
    ...(told >= 0.03 && told < 0.06 && { isToldTwice: true }),
    ...(told >= 0.997 && { isNeverTold: true }),
  };
}

function drawAnalysisSeconds(random: Random, share: number): number {
  if (share < 0.005) return Number.POSITIVE_INFINITY;
  return share < 0.03 ? between(random, 1800, 4 * 3600) : between(random, 10, 90);
}
