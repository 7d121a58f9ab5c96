import { defineConfig, type Plugin } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Takes the files that last longest first: otherwise one of them runs alone in the end. */
class LongestFirst extends BaseSequencer {
  readonly #longest = [
    'crashes/enemies',
    'campaign/campaign',
    'import/specimens',
    'chaos/chaos',
    'contacts/import-undo',
    'cli/query-plans',
  ];

  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rankOf = ({ moduleId }: TestSpecification) => {
      const rank = this.#longest.findIndex((name) => moduleId.endsWith(`${name}.test.ts`));
      return rank === -1 ? this.#longest.length : rank;
    };
    return (await super.sort(files)).toSorted((a, b) => rankOf(a) - rankOf(b));
  }
}

/** Makes a module of a text file, as the bundler does. */
const textFiles: Plugin = {
  name: 'text-files',
  enforce: 'pre',
  transform: (code, id) => (id.endsWith('.md') ? `export default ${JSON.stringify(code)};` : undefined),
};

export default defineConfig({
  plugins: [textFiles],
  define: { VOICEBOT_VERSION: JSON.stringify('0.0.0-test') },
  test: {
    include: ['tests/**/*.test.ts'],
    globalSetup: 'tests/support/new-database.ts',
    setupFiles: 'tests/support/random-cases.ts',
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // How long to wait for another process says nothing about it, but of the machine.
    expect: { poll: { timeout: 30_000 } },
    pool: 'forks',
    // No test changes what others see, and loading every module anew for each file takes longer than many tests.
    isolate: false,
    // Tests mostly wait for the program, which runs in a process of its own.
    maxWorkers: 3,
    sequence: { sequencer: LongestFirst },
  },
});
