import { z } from 'zod';
import { place } from './place';

const signalSchema = z.object({
  ...place,
  language: z.string(),
  /**
   * What the line of code does: `health-route`, `readiness-route`,
   * `metrics-route`, `signal-handler`, `error-handler`, `timeout`, `retry`,
   * `circuit-breaker`, `rate-limit`, `logging`, `structured-logging`,
   * `tracing-setup`, `environment-configuration`, `feature-flag`,
   * `migration-run`, `dependency-health`, `drain`,
   * `immediate-shutdown`, `bulkhead`, `request-id`, `trace-propagation`,
   * `log-trace-correlation`, `dynamic-configuration`.
   */
  signal: z.string(),
});

const testFileSchema = z.object({
  ...place,
  /** `unit`, `integration`, `load` or `chaos`. */
  kind: z.string(),
});

const migrationSchema = z.object({
  ...place,
  tool: z.string(),
  /** The migration states how it is undone. */
  reversible: z.boolean(),
  /**
   * Its way up drops or renames something, changes a type, or demands a value
   * that older versions of the service do not give.
   */
  destructive: z.boolean(),
});

export const sourceFacts = z.object({
  signals: z.array(signalSchema),
  tests: z.array(testFileSchema),
  migrations: z.array(migrationSchema),
});
