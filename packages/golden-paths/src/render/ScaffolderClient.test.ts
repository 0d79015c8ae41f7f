import { chmodSync } from 'node:fs';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { startScaffolder } from '../__testUtils__/startScaffolder';
import { readTemplateSource } from '../template/readTemplateSource';

const directory = createMockDirectory();
const template = `apiVersion: scaffolder.backstage.io/v1beta3
kind: Template
metadata: { name: orders }
spec:
  type: service
  parameters:
    required: [name]
    properties:
      name: { type: string, pattern: '^[a-z]+$' }
  steps:
    - id: render
      action: fetch:template
      input:
        url: ./content
        values: { name: '\${{ parameters.name }}' }
    - action: debug:log
      input: { message: 'made \${{ parameters.name }}' }
  output:
    text:
      - { title: Name, content: '\${{ parameters.name }}' }
`;

let scaffolder: Awaited<ReturnType<typeof startScaffolder>>;

beforeAll(async () => {
  scaffolder = await startScaffolder();
});

afterAll(() => scaffolder.stop());

async function render(values: { name: string }) {
  directory.setContent({
    'orders.yaml': template,
    'content/${{ values.name }}.txt': 'Hello ${{ values.name }}',
    'content/deploy/{% if values.name %}smoke.sh{% endif %}': '#!/bin/sh\n',
    'content/image': Buffer.from([0, 1, 2, 255]),
  });
  chmodSync(
    directory.resolve('content/deploy/{% if values.name %}smoke.sh{% endif %}'),
    0o755,
  );
  const source = await readTemplateSource(directory.resolve('orders.yaml'));
  return scaffolder.client.render(source, values);
}

describe('ScaffolderClient', () => {
  it('renders as a portal would', async () => {
    const { files, log, inputs, output } = await render({ name: 'mine' });

    expect([...files.keys()].sort()).toEqual([
      'deploy/smoke.sh',
      'image',
      'mine.txt',
    ]);
    expect(files.get('mine.txt')!.content.toString()).toBe('Hello mine');
    expect(files.get('image')!.content).toEqual(Buffer.from([0, 1, 2, 255]));
    expect(log.join('\n')).toContain('made mine');
    expect(inputs.get('render')).toEqual({
      url: './content',
      values: { name: 'mine' },
    });
    expect(inputs.get('step-2')).toEqual({ message: 'made mine' });
    expect(output).toEqual({ text: [{ title: 'Name', content: 'mine' }] });
  });

  it('keeps what is executable', async () => {
    const { files } = await render({ name: 'mine' });
    expect(files.get('deploy/smoke.sh')!.executable).toBe(true);
    expect(files.get('mine.txt')!.executable).toBe(false);
  });

  it('says which value is not what the template asks for', async () => {
    await expect(render({ name: 'Mine' })).rejects.toThrow(
      /^name does not match pattern/,
    );
  });

  it('lists the actions that there are, with what they take', async () => {
    const actions = await scaffolder.client.actions();
    const fetch = actions.find(({ id }) => id === 'fetch:template')!;
    expect(fetch.schema?.input).toMatchObject({ required: ['url'] });
  });
});
