import { describeHalt, type Halt } from '../../../domain/calls/halts/halt.ts';
import { Problem } from '../../../domain/problem.ts';

/** A halt, because of which calls that are due are not placed. */
export class HaltProblem extends Problem {
  readonly halt: Halt;

  constructor(halt: Halt) {
    const described = describeHalt(halt);
    super('refused', {
      code: 'halted',
      message: described.charAt(0).toUpperCase() + described.slice(1),
    });
    this.halt = halt;
  }
}
