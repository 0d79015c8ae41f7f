import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    coverage: {
      include: ['src/app.ts', 'src/config.ts', 'src/flags.ts'],
      reporter: ['text', 'cobertura'],
      thresholds: { lines: 80, functions: 80, branches: 80 },
    },
  },
});
