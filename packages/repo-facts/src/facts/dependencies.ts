import { z } from 'zod';
import { place } from './place';

const manifestSchema = z.object({
  ...place,
  /** `npm`, `pypi`, `go`, `maven`, `gradle`, `cargo` or `nuget`. */
  ecosystem: z.string(),
  name: z.string(),
  /** Of what it describes, as written; `""` when it does not say. */
  version: z.string(),
  /** Path of the lock file that belongs to it, `""` when there is none. */
  lockFile: z.string(),
});

const packageSchema = z.object({
  ...place,
  ecosystem: z.string(),
  name: z.string(),
  /** Version or range as written, `""` when absent. */
  version: z.string(),
  /** `runtime` or `development`. */
  scope: z.string(),
  /**
   * What the package is known to bring: `web-framework`, `logging`,
   * `structured-logging`, `metrics`, `tracing`, `circuit-breaker`, `retry`,
   * `timeout`, `rate-limit`, `graceful-shutdown`, `health`, `feature-flags`,
   * `configuration`, `database`, `relational-database`, `migrations`,
   * `profiling`, `test-framework`, `error-handling`, `dependency-health`,
   * `bulkhead`, `request-id`, `trace-propagation`, `log-trace-correlation`,
   * `dynamic-configuration`.
   */
  provides: z.array(z.string()),
});

const toolSchema = z.object({ ...place, tool: z.string() });

const hookSchema = z.object({
  ...place,
  id: z.string(),
  /** As for pipeline steps: `lint`, `format`, `secret-scan` and so on. */
  does: z.array(z.string()),
});

export const dependenciesFacts = z.object({
  manifests: z.array(manifestSchema),
  packages: z.array(packageSchema),
  /** Renovate or Dependabot. */
  updates: z.array(toolSchema),
  hooks: z.array(hookSchema),
});
