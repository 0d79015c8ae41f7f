import { Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rootHttpRouterServiceFactory } from '@backstage/backend-defaults/rootHttpRouter';
import { createBackend } from '@backstage/backend-defaults';
import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { ConfigReader } from '@backstage/config';
import scaffolderPlugin from '@backstage/plugin-scaffolder-backend';
import azureModule from '@backstage/plugin-scaffolder-backend-module-azure';
import giteaModule from '@backstage/plugin-scaffolder-backend-module-gitea';
import githubModule from '@backstage/plugin-scaffolder-backend-module-github';
import gitlabModule from '@backstage/plugin-scaffolder-backend-module-gitlab';
import { ScaffolderClient } from '@airworthy/golden-paths';
import airworthyModule from '@airworthy/backstage-plugin-scaffolder-backend-module-airworthy';
import { catalogStandIn } from './catalogStandIn';
import { offlineUrlReader, silentLogger } from './offline';
import { RepositoryShelf } from './RepositoryShelf';

type Backend = ReturnType<typeof createBackend>;

/**
 * Backstage's own scaffolder, in this process and for it alone: it listens on
 * loopback, keeps its database in memory, and fetches nothing.
 *
 * @public
 */
export class PrivateScaffolder {
  readonly client: ScaffolderClient;
  /**
   * The repositories that its catalog knows.
   *
   * @internal
   */
  readonly shelf: RepositoryShelf;
  readonly #backend: Backend;
  readonly #folder: string;

  private constructor(options: {
    client: ScaffolderClient;
    shelf: RepositoryShelf;
    backend: Backend;
    folder: string;
  }) {
    this.client = options.client;
    this.shelf = options.shelf;
    this.#backend = options.backend;
    this.#folder = options.folder;
  }

  static async start(): Promise<PrivateScaffolder> {
    const folder = await mkdtemp(join(tmpdir(), 'airworthy-scaffolder-'));
    const repositories = join(folder, 'repositories');
    const shelf = new RepositoryShelf(repositories);
    // A backend listens to the process, for as long as that is a server's.
    const signals = ['SIGTERM', 'SIGINT', 'beforeExit'] as const;
    const before = signals.map(signal => process.listeners(signal as 'SIGINT'));
    let server: Server | undefined;
    const backend = createBackend();
    backend.add(
      rootHttpRouterServiceFactory({
        configure(context) {
          server = context.server;
          context.applyDefaults();
        },
      }),
    );
    backend.add(
      createServiceFactory({
        service: coreServices.rootConfig,
        deps: {},
        factory: () => new ConfigReader(configOf(folder, repositories)),
      }),
    );
    const port = () => (server!.address() as AddressInfo).port;
    const apiOf = async (plugin: string) =>
      `http://127.0.0.1:${port()}/api/${plugin}`;
    backend.add(
      createServiceFactory({
        service: coreServices.discovery,
        deps: {},
        // Its configuration cannot say the port, which is any that is free.
        factory: () => ({ getBaseUrl: apiOf, getExternalBaseUrl: apiOf }),
      }),
    );
    backend.add(silentLogger);
    backend.add(offlineUrlReader);
    backend.add(catalogStandIn(shelf));
    for (const feature of [
      scaffolderPlugin,
      azureModule,
      giteaModule,
      githubModule,
      gitlabModule,
      airworthyModule,
    ]) {
      backend.add(feature);
    }
    try {
      await backend.start();
    } catch (error) {
      await rm(folder, { recursive: true, force: true });
      throw error;
    }
    signals.forEach((signal, index) => {
      for (const listener of process.listeners(signal as 'SIGINT')) {
        if (!before[index].includes(listener)) {
          process.removeListener(signal, listener);
        }
      }
    });
    const client = new ScaffolderClient({
      baseUrl: await apiOf('scaffolder'),
    });
    return new PrivateScaffolder({ client, shelf, backend, folder });
  }

  async stop(): Promise<void> {
    await this.#backend.stop();
    await rm(this.#folder, { recursive: true, force: true });
  }
}

function configOf(folder: string, repositories: string) {
  return {
    app: { baseUrl: 'http://127.0.0.1' },
    backend: {
      baseUrl: 'http://127.0.0.1',
      listen: { host: '127.0.0.1', port: 0 },
      database: { client: 'better-sqlite3', connection: ':memory:' },
      auth: { dangerouslyDisableDefaultAuthPolicy: true },
    },
    scaffolder: { workingDirectory: folder, concurrentTasksLimit: 0 },
    airworthy: { localGit: { folder: repositories } },
    // Hosts that templates name; nobody is asked for anything.
    integrations: {
      github: [{ host: 'github.com', token: 'none' }],
      gitlab: [{ host: 'gitlab.com', token: 'none' }],
      gitea: [{ host: 'gitea.com', password: 'none' }],
    },
  };
}
