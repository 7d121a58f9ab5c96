import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    globalSetup: 'tests/support/new-database.ts',
    testTimeout: 60_000,
    hookTimeout: 60_000,
    pool: 'forks',
    // No test changes what others see, and loading every module anew for each file takes longer than many tests.
    isolate: false,
    // Tests mostly wait for the program, which runs in a process of its own.
    maxWorkers: 3,
  },
});
