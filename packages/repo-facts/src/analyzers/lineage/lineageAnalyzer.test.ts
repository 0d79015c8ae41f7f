import { hashOfFile } from '../../lineage/answers';
import { observeSection } from '../testing';
import { lineageAnalyzer } from './lineageAnalyzer';

const path = '.airworthy/answers.yaml';

const written: Record<string, string> = {
  'README.md': '# Orders\n',
  'src/main.ts': 'start();\n',
  'dist/main.js': 'start();\n',
};

const answers = `apiVersion: airworthy.dev/v1
kind: Answers
template: { ref: template:default/node-service, version: 1.4.0 }
parameters: { name: orders }
files:
${Object.entries(written)
  .map(([file, text]) => `  ${file}: ${hashOfFile(text)}`)
  .join('\n')}
`;

const observe = (files: Record<string, string | Uint8Array>) =>
  observeSection(lineageAnalyzer, files);

const stamp = {
  path,
  line: 1,
  template: 'template:default/node-service',
  version: '1.4.0',
  files: 3,
  changed: 0,
  removed: 0,
};

describe('lineageAnalyzer', () => {
  it('names the template of a service that is as it was made', async () => {
    const { facts, problems } = await observe({ ...written, [path]: answers });
    expect(problems).toEqual([]);
    expect(facts.stamps).toEqual([stamp]);
  });

  it('counts files that changed and files that are gone', async () => {
    const { facts } = await observe({
      [path]: answers,
      'README.md': '# Orders, by the checkout team\n',
      'docs/own.md': 'Our own.\n',
    });
    expect(facts.stamps).toEqual([{ ...stamp, changed: 1, removed: 1 }]);
  });

  it('takes a binary file to be as it was', async () => {
    const { facts, problems } = await observe({
      ...{ ...written, 'README.md': new Uint8Array([0, 1]) },
      [path]: answers,
    });
    expect(problems).toEqual([]);
    expect(facts.stamps).toEqual([stamp]);
  });

  it('finds none where nothing was stamped', async () => {
    const { facts } = await observe({ 'service/.airworthy/answers.yaml': '' });
    expect(facts.stamps).toEqual([]);
  });

  it('leaves unknown what it cannot read, and says where', async () => {
    const { facts, problems } = await observe({
      [path]: answers.replace('1.4.0', '[1, 4]'),
    });
    expect(facts.stamps).toEqual([]);
    expect(problems).toEqual([
      {
        path,
        line: 3,
        reason: `${path}:3 "template.version" must be a text`,
      },
    ]);
  });
});
