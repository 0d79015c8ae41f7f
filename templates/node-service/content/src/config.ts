import { z } from 'zod';

const serviceName = '${{ values.name }}';
const milliseconds = z.coerce.number().int().positive();

const environmentSchema = z.object({
  HOST: z.string().default('0.0.0.0'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(8080),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
    .default('info'),
  /** Commit or tag that is running: shown by /healthz, logs and traces. */
  SERVICE_VERSION: z.string().default('development'),
  /** How long a handler may take before its caller gets a 503. */
  REQUEST_TIMEOUT_MS: milliseconds.default(10_000),
  /** How long requests in flight may take to finish after SIGTERM. */
  SHUTDOWN_TIMEOUT_MS: milliseconds.default(25_000),
  /** Requests per minute and client address. */
  RATE_LIMIT_PER_MINUTE: z.coerce.number().int().positive().default(600),
  /** Where salutations come from; without it there is only "Hello". */
  PHRASEBOOK_URL: z.url({ protocol: /^https?$/ }).optional(),
  PHRASEBOOK_TIMEOUT_MS: milliseconds.default(2_000),
{% if values.database == "postgresql" %}
  /** Where greetings are counted. */
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
{% endif %}
  /** Flag service that speaks OFREP; without it flags come from FLAG_* variables. */
  FLAGS_URL: z.url({ protocol: /^https?$/ }).optional(),
  OTEL_SERVICE_NAME: z.string().default(serviceName),
  /** Collector for traces, such as http://localhost:4318. Off when absent. */
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  /** Server for profiles, such as http://localhost:4040. Off when absent. */
  PYROSCOPE_SERVER_ADDRESS: z.url({ protocol: /^https?$/ }).optional(),
});

export type Config = Readonly<z.infer<typeof environmentSchema>>;

/** Names every variable that is missing or malformed, never its value. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

/** Reads the configuration from the environment; an empty variable is an absent one. */
export function loadConfig(environment: NodeJS.ProcessEnv): Config {
  const given = Object.entries(environment).filter(([, value]) => value !== '');
  const result = environmentSchema.safeParse(Object.fromEntries(given));
  if (!result.success) {
    const problems = result.error.issues.map(
      (issue) => `${issue.path.join('.')}: ${issue.message}`,
    );
    throw new ConfigError(`Invalid environment: ${problems.join('; ')}`);
  }
  return result.data;
}
