import { OpenFeature } from '@openfeature/server-sdk';
import { OFREPProvider } from '@openfeature/ofrep-provider';

/** Feature flags come from a flag service and change without a redeploy. */
export async function connectFlags(baseUrl: string | undefined): Promise<void> {
  if (baseUrl) {
    await OpenFeature.setProviderAndWait(new OFREPProvider({ baseUrl }));
  }
}

export function showsDepotNames(): Promise<boolean> {
  return OpenFeature.getClient().getBooleanValue('show-depot-names', true);
}
