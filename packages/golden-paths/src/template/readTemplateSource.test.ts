import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { readTemplateSource } from './readTemplateSource';

const directory = createMockDirectory();

const header = `apiVersion: scaffolder.backstage.io/v1beta3
kind: Template
metadata: { name: orders }
spec:
  type: service
`;

function withSteps(steps: string): string {
  return `${header}  steps:\n${steps}`;
}

const template = withSteps(`
    - { action: 'fetch:template', input: { url: ./orders/content } }
    - { action: 'fetch:plain', input: { url: './_common/\${{ parameters.ci }}' } }
    - { action: 'fetch:plain', input: { url: 'https://github.com/a/b' } }
    - { action: 'debug:log', input: { url: ./other } }
`);

function read(options?: Parameters<typeof readTemplateSource>[1]) {
  return readTemplateSource(directory.resolve('orders.yaml'), {
    named: 'orders.yaml',
    ...options,
  });
}

describe('readTemplateSource', () => {
  it('reads the template, and what its steps fetch from beside it', async () => {
    directory.setContent({
      'orders.yaml': template,
      'orders/content/README.md': '# Orders',
      'orders/content/.github/ci.yml': '',
      'orders/README.md': '',
      '_common/github/a': '',
      '_common/gitlab/b': Buffer.from([0, 255]),
      'other/c': '',
    });

    const { entity, path, files } = await read();

    expect(entity.metadata.name).toBe('orders');
    expect(path).toBe('orders.yaml');
    expect([...files.keys()]).toEqual([
      'orders.yaml',
      'orders/content/.github/ci.yml',
      'orders/content/README.md',
      '_common/github/a',
      '_common/gitlab/b',
    ]);
    expect(files.get('_common/gitlab/b')!.content).toEqual(
      Buffer.from([0, 255]),
    );
  });

  it('reads one of several templates in a file', async () => {
    directory.setContent({
      'orders.yaml': `kind: Location\n---\n${template}---\n${template.replace(
        'name: orders',
        'name: more',
      )}`,
      orders: { content: {} },
      _common: {},
    });
    const nameOf = async (name?: string) =>
      (await read({ name })).entity.metadata.name;
    expect(await nameOf()).toBe('orders');
    expect(await nameOf('more')).toBe('more');
    await expect(nameOf('none')).rejects.toThrow(
      'orders.yaml has no template "none"',
    );
  });

  it.each([
    ['kind: [', /^orders\.yaml:1:8: /],
    ['kind: Component', /^orders\.yaml has no template/],
    [header, /^orders\.yaml:1:1: .*steps/],
    [
      withSteps("    - { action: 'fetch:plain', input: { url: ../ } }"),
      /^orders\.yaml: \.\. leaves the folder of the template$/,
    ],
  ])('names the place of what is wrong in %j', async (text, message) => {
    directory.setContent({ 'orders.yaml': text });
    await expect(read()).rejects.toThrow(message);
  });

  it('refuses links that lead out of the folder, and links to folders', async () => {
    directory.setContent({
      'orders.yaml': template,
      'orders/content': {},
      _common: {},
    });
    const link = join(directory.path, 'orders/content/passwd');
    symlinkSync('/etc/passwd', link);
    await expect(read()).rejects.toThrow(
      'orders.yaml: orders/content/passwd leaves the folder of the template',
    );

    directory.setContent({
      'orders.yaml': template,
      'orders/content': {},
      _common: {},
    });
    symlinkSync('..', join(directory.path, 'orders/content/up'));
    await expect(read()).rejects.toThrow(
      'orders.yaml: orders/content/up is a link to a folder',
    );
  });

  it('refuses what no dry run takes', async () => {
    directory.setContent({
      'orders.yaml': template,
      'orders/content/large': Buffer.alloc(8 * 1024 * 1024),
      _common: {},
    });
    await expect(read()).rejects.toThrow(/more than 7 MiB/);
  });
});
