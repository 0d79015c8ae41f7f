import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  readTemplateSource,
  Rendering,
  ScaffolderClient,
} from '@airworthy/golden-paths';
import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
  TestBackend,
} from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import scaffolderEntityModel from '@backstage/plugin-catalog-backend-module-scaffolder-entity-model';
import scaffolderPlugin from '@backstage/plugin-scaffolder-backend';
import giteaModule from '@backstage/plugin-scaffolder-backend-module-gitea';
import githubModule from '@backstage/plugin-scaffolder-backend-module-github';
import gitlabModule from '@backstage/plugin-scaffolder-backend-module-gitlab';
import { JsonObject } from '@backstage/types';
import { stringify } from 'yaml';
import module from '../index';

/** What became of a task. */
export interface TaskOutcome {
  status: string;
  log: string;
  output: { text?: { title: string; content: string }[] };
}

/** What is left open when a backend stops. */
interface Closable {
  destroy(): Promise<void>;
}

/** Hands on the database of a plugin. */
const databaseOf = (pluginId: string, databases: Closable[]) =>
  createBackendModule({
    pluginId,
    moduleId: 'database-of-the-test',
    register: env =>
      env.registerInit({
        deps: { database: coreServices.database },
        async init({ database }) {
          databases.push(await database.getClient());
        },
      }),
  });

/** A backend with catalog, scaffolder and a template, for tests. */
export class Portal {
  readonly #backend: TestBackend;
  readonly #databases: Closable[];

  private constructor(backend: TestBackend, databases: Closable[]) {
    this.#backend = backend;
    this.#databases = databases;
  }

  /** @param folder - an empty folder for what the portal keeps */
  static async start(options: {
    folder: string;
    template: string | string[];
    /** Forges besides GitHub, GitLab and Gitea. */
    integrations?: JsonObject;
  }) {
    const repositories = join(options.folder, 'repositories');
    const location = join(options.folder, 'local-repositories.yaml');
    await mkdir(repositories, { recursive: true });
    await writeFile(
      location,
      stringify({
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Location',
        metadata: { name: 'local-repositories' },
        spec: {
          type: 'file',
          presence: 'optional',
          targets: ['./repositories/*/catalog-info.yaml'],
        },
      }),
    );
    const databases: Closable[] = [];
    const backend = await startTestBackend({
      features: [
        databaseOf('catalog', databases),
        databaseOf('scaffolder', databases),
        catalogPlugin,
        scaffolderEntityModel,
        scaffolderPlugin,
        giteaModule,
        githubModule,
        gitlabModule,
        module,
        mockServices.rootConfig.factory({
          data: {
            backend: { baseUrl: 'http://localhost' },
            airworthy: { localGit: { folder: repositories } },
            // Those of GitHub and GitLab are there by themselves.
            integrations: {
              gitea: [{ host: 'gitea.com' }],
              ...options.integrations,
            },
            scaffolder: { workingDirectory: options.folder },
            catalog: {
              rules: [
                { allow: ['Component', 'Resource', 'Location', 'Template'] },
              ],
              locations: [
                { type: 'file', target: location },
                ...[options.template].flat().map(target => ({
                  type: 'file',
                  target,
                })),
              ],
            },
          },
        }),
      ],
    });
    return new Portal(backend, databases);
  }

  async stop() {
    // The scaffolder looks each second whether a task has ended, and brings the
    // process down where its database is gone by then.
    await sleep(2_000);
    await this.#backend.stop();
    // Backstage leaves SQLite open, whose pool has a timer that keeps a process.
    await Promise.all(this.#databases.map(database => database.destroy()));
  }

  /** Answers an entity once it is in the catalog. */
  async entity(path: string): Promise<object> {
    for (;;) {
      const response = await this.#request(`catalog/entities/by-name/${path}`);
      if (response.ok) {
        return response.json();
      }
      await sleep(100);
    }
  }

  /** Adds what a file of a forge describes to the catalog. */
  async register(target: string): Promise<void> {
    const response = await this.#request('catalog/locations', {
      type: 'url',
      target,
    });
    if (!response.ok) {
      throw new Error(await response.text());
    }
  }

  /** The files that were added to the catalog, by people or by templates. */
  async registered(): Promise<string[]> {
    const response = await this.#request('catalog/locations');
    const locations: { data: { target: string } }[] = await response.json();
    return locations.map(({ data }) => data.target);
  }

  /** Waits until the catalog has read another version of a template. */
  async refreshed(path: string, version: string): Promise<void> {
    await this.#request('catalog/refresh', {
      entityRef: path.replace('/', ':'),
    });
    for (;;) {
      const { metadata } = (await this.entity(path)) as Entity;
      const { annotations = {} } = metadata;
      if (annotations['airworthy.dev/template-version'] === version) {
        return;
      }
      await sleep(100);
    }
  }

  /** Runs a template to its end. */
  async create(templateRef: string, values: object): Promise<TaskOutcome> {
    const created = await this.#request('scaffolder/v2/tasks', {
      templateRef,
      values,
    });
    if (!created.ok) {
      throw new Error(await created.text());
    }
    const { id } = await created.json();
    for (;;) {
      const task = await this.#request(`scaffolder/v2/tasks/${id}`);
      const { status } = await task.json();
      if (status !== 'open' && status !== 'processing') {
        return this.#outcome(id, status);
      }
      await sleep(100);
    }
  }

  /** Renders a template without any effect. */
  async render(templateFile: string, values: JsonObject): Promise<Rendering> {
    const client = new ScaffolderClient({
      baseUrl: this.#address('scaffolder'),
      token: async () => mockCredentials.user.token(),
    });
    return client.render(await readTemplateSource(templateFile), values);
  }

  async #outcome(id: string, status: string): Promise<TaskOutcome> {
    const response = await this.#request(`scaffolder/v2/tasks/${id}/events`);
    const events: {
      type: string;
      body: { message: string; output?: TaskOutcome['output'] };
    }[] = await response.json();
    const completion = events.find(event => event.type === 'completion');
    return {
      status,
      log: events.map(event => event.body.message).join('\n'),
      output: completion?.body.output ?? {},
    };
  }

  async #request(path: string, body?: object): Promise<Response> {
    return fetch(this.#address(path), {
      method: body ? 'POST' : 'GET',
      headers: {
        authorization: mockCredentials.user.header(),
        'content-type': 'application/json',
      },
      body: body && JSON.stringify(body),
    });
  }

  #address(path: string): string {
    return `http://localhost:${this.#backend.server.port()}/api/${path}`;
  }
}
