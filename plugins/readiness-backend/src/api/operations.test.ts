import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  coreServices,
  createBackendModule,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { readinessCollectorsExtensionPoint } from '@airworthy/backstage-plugin-readiness-node';
import Ajv, { ValidateFunction } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import request from 'supertest';
import { component, group } from '../__testUtils__/entities';
import { OperationCall, operationCalls } from '../__testUtils__/operationCalls';
import {
  startReadiness,
  TestBackendOptions,
} from '../__testUtils__/testBackend';
import { basics } from '../__testUtils__/testPortal';

/** What of an operation is held against calls. */
interface Operation {
  method: 'get' | 'post';
  /** With its parameters in braces. */
  path: string;
  parameters: { name: string; in: 'path' | 'query' }[];
  responses: Record<number, object>;
}

/** A collector that never answers, so that there is a failure to be told. */
const weather = createBackendModule({
  pluginId: 'readiness',
  moduleId: 'weather',
  register: env =>
    env.registerInit({
      deps: { collectors: readinessCollectorsExtensionPoint },
      init: async ({ collectors }) =>
        collectors.addCollector({
          namespace: 'weather',
          schema: { type: 'object', properties: { fair: { type: 'boolean' } } },
          timeToLive: { hours: 1 },
          collect: async () => {
            throw new Error('fog');
          },
          rateLimits: () => [{ host: 'weather.example', remaining: 0 }],
        }),
    }),
});

/** It came from a template. */
const answers = `
apiVersion: airworthy.dev/v1
kind: Answers
template: { ref: template:default/node-service, version: 1.0.0 }
parameters: {}
files: {}
`;

/** Who may do nothing but read the catalog. */
const reader = mockServices.permissions.mock({
  authorize: async requests =>
    requests.map(() => ({ result: AuthorizeResult.DENY })),
  authorizeConditional: async requests =>
    requests.map(() => ({ result: AuthorizeResult.ALLOW })),
});

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

describe('the operations of the OpenAPI document', () => {
  let folder: string;
  let server: Server;
  let serverForReaders: Server;
  const operations = new Map<string, Operation>();
  const answered = new Set<string>();
  const kept = new Map<string, string>();
  let schemaAt: (...path: (string | number)[]) => ValidateFunction;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'readiness-operations-'));
    const write = (name: string, text: string) =>
      writeFile(join(folder, name), text);
    await write('basics.yaml', basics);
    await write('broken.yaml', 'kind: Scorecard');
    await mkdir(join(folder, '.airworthy'));
    await write('.airworthy/answers.yaml', answers);
    await write(
      'weather.yaml',
      basics
        .replace('name: basics', 'name: weather')
        .replace('catalog.owner.exists', 'weather.fair'),
    );
    const start = (features: TestBackendOptions['features'] = []) =>
      startReadiness({
        entities: [
          component('basket', { folder, title: 'Basket' }),
          component('forgotten'),
          component('adrift', { folder, spec: { owner: 'nobody' } }),
          group('crew'),
        ],
        readiness: {
          scorecards: ['basics', 'weather', 'broken'].map(name => ({
            file: join(folder, `${name}.yaml`),
          })),
          collectors: { repo: { allowedFolders: [folder] } },
        },
        features: [weather, ...features],
      });

    const knex = await databases.init('SQLITE_3');
    const backend = await start([
      createServiceFactory({
        service: coreServices.database,
        deps: {},
        factory: () => mockServices.database({ knex }),
      }),
    ]);
    server = backend.server;
    serverForReaders = (await start([reader.factory])).server;
    // A result that changed gives a history.
    await write('README.md', '# Basket\n');
    await backend.settle();
    await rm(join(folder, 'README.md'));
    await request(server).post(
      '/api/readiness/entities/by-name/component/default/basket/refresh',
    );
    await backend.settle();
    // Of this one nothing is left but that there was something.
    const forgotten = { entity_ref: 'component:default/forgotten' };
    await knex('fact_changes').where(forgotten).delete();

    const { body } = await request(server).get('/api/readiness/openapi.json');
    for (const [path, methods] of Object.entries(body.paths)) {
      for (const [method, said] of Object.entries(methods as object)) {
        const { operationId, parameters = [], responses } = said;
        operations.set(operationId, {
          method: method as Operation['method'],
          path,
          parameters,
          responses,
        });
      }
    }
    const ajv = new Ajv({ strict: false, allErrors: true });
    addFormats(ajv);
    ajv.addSchema({ ...body, paths: closed(body.paths) }, 'document');
    schemaAt = (...path) => {
      const pointer = path
        .map(part => String(part).replaceAll('~', '~0').replaceAll('/', '~1'))
        .map(encodeURIComponent)
        .join('/');
      const validate = ajv.getSchema(`document#/${pointer}`);
      if (!validate) {
        throw new Error(`The document says nothing of ${path.join(' ')}`);
      }
      return validate;
    };
  });

  afterAll(() => rm(folder, { recursive: true }));

  const inJson = ['content', 'application/json', 'schema'];

  /**
   * Makes a call, holds what is sent and answered against the document, and
   * answers the status and what the document says otherwise.
   */
  async function answerTo(
    operationId: string,
    call: Omit<OperationCall, 'status'>,
    options: { server?: Server; credentials?: string } = {},
  ) {
    const { path = {}, query = {}, body } = call;
    const found = operations.get(operationId);
    if (!found) {
      throw new Error(`The document has no operation ${operationId}`);
    }
    const pathname = found.path.replace(/\{(\w+)\}/g, (_, name) =>
      path[name].replace(/^\$(.*)/, (__, id) => String(kept.get(id))),
    );
    const search = new URLSearchParams(
      Object.entries(query).flatMap(([name, values]) =>
        [values].flat().map(value => [name, value]),
      ),
    );
    const response = await request(options.server ?? server)
      [found.method](`/api/readiness${pathname}?${search}`)
      .set(
        'Authorization',
        options.credentials ??
          mockCredentials[call.byService ? 'service' : 'user'].header(),
      )
      .send(body);
    const { status } = response;
    answered.add(`${operationId} ${status}`);
    if (call.keep && status < 300) {
      kept.set(call.keep, response.body.id);
    }

    const at = ['paths', found.path, found.method];
    const mistakes = mistakesIn(
      schemaAt(...at, 'responses', status, ...inJson),
      response.body,
    );
    if (status < 300) {
      const named = found.parameters.map(({ name }) => name);
      mistakes.push(
        ...[...Object.keys(path), ...Object.keys(query)]
          .filter(name => !named.includes(name))
          .map(name => `It has no parameter ${name}`),
        ...(body
          ? mistakesIn(schemaAt(...at, 'requestBody', ...inJson), body)
          : []),
      );
      if (response.body.items?.length === 0) {
        mistakes.push('Of an empty list a schema says nothing');
      }
    }
    return { status, mistakes };
  }

  it.each(
    Object.entries(operationCalls).flatMap(([operationId, calls]) =>
      calls.map(call => [operationId, call.status, call] as const),
    ),
  )('%s answers %d', async (operationId, status, call) => {
    expect(await answerTo(operationId, call)).toEqual({ status, mistakes: [] });
  });

  it.each(Object.entries(operationCalls))(
    '%s refuses strangers, and those without the permission it needs',
    async (operationId, [call]) => {
      expect(
        await answerTo(operationId, call, {
          credentials: mockCredentials.none.header(),
        }),
      ).toEqual({ status: 401, mistakes: [] });
      const refused = operations.get(operationId)?.responses[403] && {
        status: 403,
        mistakes: [],
      };
      expect(
        refused &&
          (await answerTo(operationId, call, { server: serverForReaders })),
      ).toEqual(refused);
    },
  );

  it('were all called, with each status that they may answer', () => {
    const described = [...operations].flatMap(([operationId, { responses }]) =>
      Object.keys(responses).map(status => `${operationId} ${status}`),
    );
    expect([...answered].sort()).toEqual(described.sort());
  });

  it('name the parameters of their paths', () => {
    for (const { path, parameters } of operations.values()) {
      expect(
        parameters.flatMap(each =>
          each.in === 'path' ? `{${each.name}}` : [],
        ),
      ).toEqual(path.match(/\{\w+\}/g) ?? []);
    }
  });
});

function mistakesIn(validate: ValidateFunction, value: unknown): string[] {
  validate(value);
  return (validate.errors ?? []).map(
    ({ instancePath, message, params }) =>
      `${instancePath} ${message} ${JSON.stringify(params)}`,
  );
}

/** The same schemas, by which nothing may be said that they do not describe. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) {
    return schema.map(closed);
  }
  if (typeof schema !== 'object' || schema === null) {
    return schema;
  }
  const members = Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [key, closed(value)]),
  );
  return 'properties' in members
    ? { additionalProperties: false, ...members }
    : members;
}
