import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';

async function refuse(url: string): Promise<never> {
  throw new NotAllowedError(
    `${url} is not fetched: templates are rendered without a network`,
  );
}

/** Reads nothing that has an address: a rendering needs no network. */
export const offlineUrlReader = createServiceFactory({
  service: coreServices.urlReader,
  deps: {},
  factory: () => ({ readUrl: refuse, readTree: refuse, search: refuse }),
});

const silence = {
  error() {},
  warn() {},
  info() {},
  debug() {},
  child: () => silence,
};

/** What the scaffolder would log is in the answer of each dry run. */
export const silentLogger = createServiceFactory({
  service: coreServices.rootLogger,
  deps: {},
  factory: () => silence,
});
