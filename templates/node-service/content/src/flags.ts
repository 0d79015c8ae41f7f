import { EnvVarProvider } from '@openfeature/env-var-provider';
import { OpenFeature, type Client } from '@openfeature/server-sdk';

/**
 * Feature flags through OpenFeature. Here they come from the environment
 * (`FLAG_WARM_GREETING=true` for the flag `FLAG_WARM_GREETING`); another
 * provider, such as flagd, changes them without a restart and is exchanged here.
 */
export async function createFlags(): Promise<Client> {
  await OpenFeature.setProviderAndWait(new EnvVarProvider());
  return OpenFeature.getClient();
}
