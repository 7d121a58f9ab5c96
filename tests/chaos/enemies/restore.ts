import { renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Random } from '../../../src/telephony/simulator/calls/random.ts';
import type { Program } from '../testbed/program.ts';
import type { Testbed } from '../testbed/testbed.ts';

/** The backups of a run, made as an operator would while calls are being placed. */
export class Backups {
  readonly #testbed: Testbed;
  readonly #program: Program;
  #count = 0;
  /** The path of the latest; undefined if there is none. */
  latest: string | undefined;
  /** Whether the latest was made when most calls were left: restoring it takes long, so it is only used if there is no other. */
  isEarly = false;

  constructor(testbed: Testbed, program: Program) {
    this.#testbed = testbed;
    this.#program = program;
  }

  async make(isEarly: boolean): Promise<void> {
    const file = join(this.#testbed.home, `backup-${++this.#count}.db`);
    // It fails while the database is away.
    if ((await this.#program.run(['backup', file], [1, 5])) !== 0) return;
    this.latest = file;
    this.isEarly = isEarly;
  }

  /** Restores the latest backup, once everything else has stopped. Sometimes the database has been lost. */
  async restore(random: Random): Promise<void> {
    if (!this.latest) return;
    const folder = dirname(this.#testbed.database);
    if (random() < 0.5) renameSync(folder, `${folder}.lost-${this.#count}`);
    const code = await this.#program.run(['restore', this.latest, '--yes']);
    if (code !== 0) this.#testbed.enemies.violations.push(`restore exited with ${code}`);
    this.#testbed.enemies.count('restore');
    this.latest = undefined;
  }
}
