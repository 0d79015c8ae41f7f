import { readFile, symlink } from 'node:fs/promises';
import { parseAnswers } from '@airworthy/golden-paths';
import { hashOfFile } from '@airworthy/repo-facts';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { JsonObject } from '@backstage/types';
import { parse } from 'yaml';
import { createStampAction } from './stamp';
import { examples } from './stamp.examples';

type Input = { parameters: JsonObject; path?: string };

const directory = createMockDirectory();

const template: Entity = {
  apiVersion: 'scaffolder.backstage.io/v1beta3',
  kind: 'Template',
  metadata: {
    name: 'node-service',
    namespace: 'default',
    annotations: {
      'airworthy.dev/template-version': '1.4.0',
      'backstage.io/managed-by-location':
        'url:https://git.example.com/templates/node-service.yaml',
    },
  },
  spec: {
    type: 'service',
    parameters: [
      {
        properties: {
          name: { type: 'string' },
          token: { type: 'string', 'ui:field': 'Secret' },
        },
      },
    ],
    steps: [],
  },
};

async function stamp(
  input: Input,
  options: {
    known?: Entity[];
    metadata?: Entity['metadata'];
    isDryRun?: boolean;
  } = {},
) {
  const {
    known = [template],
    metadata = template.metadata,
    isDryRun,
  } = options;
  const action = createStampAction({
    catalog: catalogServiceMock({ entities: known }),
  });
  const outputs: Record<string, unknown> = {};
  await action.handler({
    ...createMockActionContext<Input>({
      input,
      workspacePath: directory.path,
      templateInfo: {
        entityRef: 'template:default/dry-run',
        entity: { metadata },
      },
    }),
    isDryRun,
    output: (name: string, value: unknown) => {
      outputs[name] = value;
    },
  });
  return outputs;
}

async function written(folder = '.') {
  const path = `${folder}/.airworthy/answers.yaml`;
  const text = await readFile(directory.resolve(path), 'utf8');
  return { text, answers: parseAnswers(text, path) };
}

const parameters = { name: 'orders', region: 'north' };

describe('airworthy:stamp', () => {
  beforeEach(() => {
    directory.setContent({
      'README.md': '# Orders\n',
      src: { 'main.ts': 'start();\n' },
      '.git': { config: 'not the template\n' },
    });
  });

  it('notes the template, the parameters and the hash of each file', async () => {
    const outputs = await stamp({ parameters });
    expect(outputs).toEqual({
      answersPath: '.airworthy/answers.yaml',
      version: '1.4.0',
    });
    expect((await written()).answers).toEqual({
      apiVersion: 'airworthy.dev/v1',
      kind: 'Answers',
      template: {
        ref: 'template:default/node-service',
        version: '1.4.0',
        source: 'url:https://git.example.com/templates/node-service.yaml',
      },
      parameters,
      files: {
        'README.md': hashOfFile('# Orders\n'),
        'src/main.ts': hashOfFile('start();\n'),
      },
    });
  });

  it('writes the same once more, and does not count itself', async () => {
    await stamp({ parameters });
    const { text } = await written();
    await stamp({ parameters });
    expect((await written()).text).toBe(text);
  });

  it('leaves out what the form treats as a secret', async () => {
    await stamp({ parameters: { ...parameters, token: '******' } });
    expect((await written()).text).not.toMatch(/token|\*\*\*/);
  });

  it('knows no folder of the machine of the portal', async () => {
    const { annotations } = template.metadata;
    await stamp(
      { parameters },
      {
        metadata: {
          ...template.metadata,
          annotations: {
            ...annotations,
            'backstage.io/managed-by-location': 'file:/srv/templates/a.yaml',
          },
        },
      },
    );
    expect((await written()).text).not.toContain('/srv');
  });

  it('notes what is in a folder, in a dry run of which the catalog knows nothing', async () => {
    await symlink('/etc/passwd', directory.resolve('src/passwd'));
    await stamp({ parameters, path: 'src' }, { known: [], isDryRun: true });
    const { files } = (await written('src')).answers;
    expect(Object.keys(files)).toEqual(['main.ts']);
  });

  it('notes no answers when nobody can tell which are secrets', async () => {
    await expect(stamp({ parameters }, { known: [] })).rejects.toThrow(
      'template:default/node-service is not in the catalog, or not for you to see',
    );
    await expect(written()).rejects.toThrow('ENOENT');
  });

  it.each<[string, Input, Entity['metadata'] | undefined, string]>([
    [
      'a template without a version',
      { parameters },
      { name: 'orders' },
      'The template orders does not say its version',
    ],
    [
      'a version that is none',
      { parameters },
      {
        name: 'node-service',
        annotations: { 'airworthy.dev/template-version': '../1' },
      },
      'template.version must be a version such as 1.4.0',
    ],
    [
      'parameters without end',
      { parameters: { text: 'x'.repeat(100_000) } },
      undefined,
      'parameters must be 65536 characters of JSON at most',
    ],
    [
      'a folder elsewhere',
      { parameters, path: '../..' },
      undefined,
      'not allowed',
    ],
  ])('refuses %s', async (_, input, metadata, message) => {
    await expect(stamp(input, { metadata })).rejects.toThrow(message);
  });

  it.each(examples)('does as the example says: $description', async example => {
    const [step] = parse(example.example).steps;
    expect(step.action).toBe('airworthy:stamp');
    expect(step.input).toEqual({ parameters: '${{ parameters }}' });
    await stamp({ ...step.input, parameters });
  });
});
