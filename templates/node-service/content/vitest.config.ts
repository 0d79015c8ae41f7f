import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    coverage: {
      provider: 'v8',
      include: ['src/**'],
      // The entry point is run by the smoke test of the delivery pipeline.
      exclude: ['src/main.ts'],
      reporter: ['text-summary', 'lcov', 'cobertura'],
      thresholds: { lines: 80, functions: 80, branches: 80, statements: 80 },
    },
  },
});
