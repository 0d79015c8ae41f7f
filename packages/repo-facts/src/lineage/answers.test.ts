import { readAnswers } from './answers';

const hash = 'a'.repeat(64);

const answers = `apiVersion: airworthy.dev/v1
kind: Answers
template:
  ref: template:default/node-service
  version: 1.4.0
  source: url:https://git.example.com/templates/node-service.yaml
parameters:
  name: orders
  description: "It's {{ good }}: \${{ really }}"
  retries: 3
  tags: [a, b]
files:
  README.md: ${hash}
`;

const mistakesOf = (text: string) =>
  readAnswers(text).mistakes.map(({ line, message }) => `${line} ${message}`);

describe('readAnswers', () => {
  it('reads what a template was told and what it wrote', () => {
    expect(readAnswers(answers)).toEqual({
      mistakes: [],
      answers: {
        apiVersion: 'airworthy.dev/v1',
        kind: 'Answers',
        template: {
          ref: 'template:default/node-service',
          version: '1.4.0',
          source: 'url:https://git.example.com/templates/node-service.yaml',
        },
        parameters: {
          name: 'orders',
          description: "It's {{ good }}: ${{ really }}",
          retries: 3,
          tags: ['a', 'b'],
        },
        files: { 'README.md': hash },
      },
    });
  });

  it.each<[string, string, string, string]>([
    [
      'another kind',
      'kind: Answers',
      'kind: Question',
      '2 "kind" must be Answers',
    ],
    [
      'a missing version',
      '  version: 1.4.0\n',
      '',
      '3 "template.version" is missing',
    ],
    [
      'a number for a version',
      '1.4.0',
      '1.4',
      '5 "template.version" must be a text',
    ],
    [
      'a version with a path',
      '1.4.0',
      '../1',
      '5 "template.version" must be a version',
    ],
    [
      'an option for a version',
      '1.4.0',
      '--all',
      '5 "template.version" must be a version',
    ],
    [
      'another kind of entity',
      'template:default',
      'user:default',
      '4 "template.ref" must be such as',
    ],
    [
      'a path that leaves the folder',
      'README.md',
      '../README.md',
      '13 "files.../README.md" must be a path below',
    ],
    [
      'an absolute path',
      'README.md',
      '/etc/passwd',
      '13 "files./etc/passwd" must be a path below',
    ],
    [
      'a hash that is none',
      hash,
      'abc',
      '13 "files.README.md" must be a sha256',
    ],
    [
      'what nobody knows',
      'files:',
      'secrets: {}\nfiles:',
      '12 "secrets" is not known',
    ],
    ['mistakes of YAML', '[a, b]', '[a, b', '12 '],
    ['two documents', 'files:', '---\nfiles:', '1 must be one YAML document'],
  ])('says where there is %s', (_, from, to, mistake) => {
    const [first] = mistakesOf(answers.replace(from, to));
    expect(first.slice(0, mistake.length)).toBe(mistake);
  });

  it.each<[string, string]>([
    [
      'files without end',
      answers +
        Array.from({ length: 1_001 }, (_, at) => `  f${at}: ${hash}\n`).join(
          '',
        ),
    ],
    ['parameters without end', answers.replace('orders', 'o'.repeat(70_000))],
    ['nesting without end', answers.replace('orders', '['.repeat(200))],
    [
      'aliases that explode',
      answers.replace(
        'name: orders',
        `a: &a [x, x, x, x, x, x, x, x, x, x]\n  b: &b [${'*a, '.repeat(
          20,
        )}]\n  c: &c [${'*b, '.repeat(20)}]\n  d: [${'*c, '.repeat(20)}]`,
      ),
    ],
    ['nothing', ''],
    ['a text', 'orders'],
  ])('refuses %s', (_, text) => {
    const reading = readAnswers(text);
    expect(reading.answers).toBeUndefined();
    expect(reading.mistakes.length).toBeGreaterThan(0);
    expect(reading.mistakes.length).toBeLessThanOrEqual(10);
  });

  it('takes nothing from what all objects inherit', () => {
    const text = answers.replace('name: orders', '__proto__: { polluted: 1 }');
    const { parameters } = readAnswers(text).answers!;
    expect(parameters).not.toHaveProperty('polluted');
  });
});
