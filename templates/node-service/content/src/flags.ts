import { EnvVarProvider } from '@openfeature/env-var-provider';
import { OFREPProvider } from '@openfeature/ofrep-provider';
import { OpenFeature, type Client } from '@openfeature/server-sdk';
import type { Config } from './config.ts';

/**
 * Feature flags through OpenFeature. Where a flag service is configured, such
 * as flagd, it is asked each time, so that a flag changes without a restart.
 * Else they come from the environment: `FLAG_WARM_GREETING=true` for the flag
 * `FLAG_WARM_GREETING`. A service that is down leaves each flag at its default.
 */
export async function createFlags(
  config: Pick<Config, 'FLAGS_URL'>,
): Promise<Client> {
  await OpenFeature.setProviderAndWait(
    config.FLAGS_URL
      ? new OFREPProvider({
          baseUrl: config.FLAGS_URL,
          fetchImplementation: (input, init) =>
            fetch(input, { ...init, signal: AbortSignal.timeout(500) }),
        })
      : new EnvVarProvider(),
  );
  return OpenFeature.getClient();
}
