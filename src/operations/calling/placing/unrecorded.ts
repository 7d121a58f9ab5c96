import type { Problem } from '../../../domain/problem.ts';
import type { PlaceResult } from '../../ports/telephony.ts';

/** Thrown if the result of an attempt could not be recorded. Nothing else knows the result, so it must be reported. */
export class Unrecorded extends Error {
  override readonly name = 'Unrecorded';
  /** Why it could not be recorded. */
  readonly problem: Problem;

  constructor(result: PlaceResult['kind'], retellCallId: string | undefined, problem: Problem) {
    const outcome = retellCallId ? `Retell placed it as ${retellCallId}, but this` : `the result (${result})`;
    super(`${outcome} could not be recorded`, { cause: problem });
    this.problem = problem;
  }
}
