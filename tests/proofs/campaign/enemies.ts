import { pick, type Random } from '../../../src/telephony/simulator/calls/random.ts';
import type { FaultKind, FaultTarget } from '../../../src/telephony/simulator/faults.ts';
import type { Simulator } from '../../../src/telephony/simulator/simulator.ts';

/** Where a run is killed: before and after each step by which a campaign goes on. */
const crashPoints = [
  ...['in-claimNextDue', 'after-claimNextDue', 'before-placeCall', 'after-placeCall', 'after-recordPlaced'],
  ...['before-recordUnknown', 'after-recordUnknown', 'after-findByReference', 'before-settleUnknown'],
  ...['after-takeOpenCalls', 'after-reportsOf', 'before-recordReports', 'after-recordReports'],
  ...['after-callDetails', 'before-recordDetails', 'after-recordDetails'],
] as const;

/** The shares of requests to place a call that go wrong. Of most it is not known then whether a phone rings. */
export const lostAnswers: Partial<Record<FaultKind, number>> = {
  'lose-answer': 0.02,
  'error-after': 0.01,
  'half-body': 0.01,
  garbage: 0.005,
  reset: 0.01,
  'error-before': 0.01,
  throttle: 0.005,
};

const oddAnswers: readonly (readonly [FaultTarget, FaultKind])[] = [
  ['list', 'error-before'],
  ['list', 'garbage'],
  ['list', 'half-body'],
  ['list', 'throttle'],
  ['list', 'twice'],
  ['list', 'broken-item'],
  ['get', 'error-before'],
  ['get', 'garbage'],
  ['get', 'throttle'],
];

/** Makes an answer to one of the coming questions go wrong, now and then. */
export function spoilAnswers(simulator: Simulator, random: Random): void {
  if (random() >= 0.05) return;
  const [on, kind] = pick(random, oddAnswers);
  simulator.addFault({ on, kind });
}

/** Returns where the coming run is killed, if it gets there; undefined if it is not to be. */
export function drawCrash(random: Random): string | undefined {
  if (random() >= 0.25) return undefined;
  return `${pick(random, crashPoints)}:${random() < 0.7 ? 1 : 2}`;
}
