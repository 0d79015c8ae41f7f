import { z } from 'zod';

const schema = z.object({
  PORT: z.coerce.number().int().positive().default(8080),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error']).default('info'),
  CARRIER_URL: z.url(),
  CARRIER_TOKEN: z.string().min(1),
  CARRIER_TIMEOUT_MS: z.coerce.number().int().positive().default(2000),
  FLAGS_URL: z.url().optional(),
});

export type Config = z.infer<typeof schema>;

/** Reads the configuration from the environment; names every variable that is wrong. */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const parsed = schema.safeParse(env);
  if (!parsed.success) {
    throw new Error(`Invalid environment:\n${z.prettifyError(parsed.error)}`);
  }
  return parsed.data;
}
