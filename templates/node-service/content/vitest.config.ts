import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    coverage: {
      provider: 'v8',
      include: ['src/**'],
      // Entry points are run by the delivery pipeline.
{% if values.database == "postgresql" %}
      exclude: ['src/main.ts', 'src/migrate.ts'],
{% else %}
      exclude: ['src/main.ts'],
{% endif %}
      reporter: ['text-summary', 'lcov', 'cobertura'],
      thresholds: { lines: 80, functions: 80, branches: 80, statements: 80 },
    },
  },
});
