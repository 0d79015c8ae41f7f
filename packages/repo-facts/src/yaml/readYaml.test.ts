import fc from 'fast-check';
import { parseYamlDocuments } from './readYaml';

const values = (text: string) =>
  parseYamlDocuments(text).documents.map(({ value }) => value);

describe('parseYamlDocuments', () => {
  it('reads every document that has content', () => {
    expect(values('a: 1\n---\n---\n# nothing\n---\n- b\n')).toEqual([
      { a: 1 },
      ['b'],
    ]);
  });

  it('answers nothing for an empty text', () => {
    expect(parseYamlDocuments('')).toEqual({
      documents: [],
      errors: [],
      templated: false,
    });
  });

  it('keeps `on` a string and `<<` a merge', () => {
    expect(values('on: push\nx: &x {a: 1}\ny:\n  <<: *x\n  b: 2\n')).toEqual([
      { on: 'push', x: { a: 1 }, y: { a: 1, b: 2 } },
    ]);
  });

  it('reads a reference of GitLab as an object', () => {
    expect(values('script:\n  - !reference [.setup, script]\n')).toEqual([
      { script: [{ '!reference': ['.setup', 'script'] }] },
    ]);
  });

  it('ignores tags that it does not know', () => {
    expect(values('Role: !Sub "${Name}"\n')).toEqual([{ Role: '${Name}' }]);
  });

  it('tells the line of a path, through aliases and documents', () => {
    const text =
      '# top\nbase: &base\n  c: 1\n---\nlist:\n  - one\n  - two: 2\nx: &x\n  deep: 3\ny: *x\n';
    const [, second] = parseYamlDocuments(text).documents;
    expect(second.lineOf([])).toBe(5);
    expect(second.lineOf(['list', 0])).toBe(6);
    expect(second.lineOf(['list', 1, 'two'])).toBe(7);
    expect(second.lineOf(['y'])).toBe(10);
    expect(second.lineOf(['y', 'deep'])).toBe(9);
  });

  it('tells the last line that exists when a path ends early', () => {
    const [document] = parseYamlDocuments('a:\n  b: 1\n').documents;
    expect(document.lineOf(['a', 'b', 'c', 0])).toBe(2);
    expect(document.lineOf(['none'])).toBe(1);
  });

  it('names the line of a mistake and keeps the other documents', () => {
    const { documents, errors } = parseYamlDocuments(
      'a: 1\n---\nb: [1\nc: 2\n',
    );
    expect(documents.map(({ value }) => value)).toEqual([{ a: 1 }]);
    expect(errors).toEqual([{ message: expect.any(String), line: 4 }]);
  });

  it.each([
    ['an unquoted value', 'replicas: {{ .Values.replicas }}\n'],
    ['a part of a value', 'image: repo/{{ .Values.image }}\n'],
    ['a directive', '{{- if .Values.on }}\na: 1\n{{- end }}\n'],
    ['a named template', 'labels:\n  {{- include "labels" . | nindent 4 }}\n'],
    ['a Jinja block', '{% if x %}\na: 1\n{% endif %}\n'],
    ['a cookiecutter value', 'name: {{ cookiecutter.name }}\n'],
  ])('takes %s for a template, without errors', (_, text) => {
    expect(parseYamlDocuments(text)).toEqual({
      documents: [],
      errors: [],
      templated: true,
    });
  });

  it.each([
    ['expressions of GitHub', 'run: ${{ github.sha }}\n'],
    ['labels in an alert', 'summary: "{{ $labels.job }} is down"\n'],
    ['unquoted labels in an alert', 'summary: Down on {{ $labels.job }}\n'],
    ['a nested flow map', 'a: {b: {c: 1}}\n'],
  ])('takes %s for plain YAML', (_, text) => {
    expect(parseYamlDocuments(text)).toMatchObject({
      documents: [expect.anything()],
      errors: [],
      templated: false,
    });
  });

  it('refuses an alias bomb', () => {
    const levels = Array.from(
      { length: 9 },
      (_, i) => `l${i + 1}: &l${i + 1} [${`*l${i},`.repeat(9)}]`,
    );
    const { documents, errors } = parseYamlDocuments(
      ['l0: &l0 [lol]', ...levels].join('\n'),
    );
    expect(documents).toEqual([]);
    expect(errors).toHaveLength(1);
  });

  it.each([
    ['flow sequences', '['.repeat(100_000)],
    ['flow maps', '{a: '.repeat(100_000)],
    ['block sequences', '- '.repeat(100_000)],
    ['explicit keys', '? '.repeat(100_000)],
    [
      'block maps',
      Array.from({ length: 1_000 }, (_, i) => `${' '.repeat(i)}a:`).join('\n'),
    ],
  ])('refuses %s nested without bound', (_, text) => {
    expect(parseYamlDocuments(text)).toEqual({
      documents: [],
      errors: [{ message: 'is nested too deeply', line: expect.any(Number) }],
      templated: false,
    });
  });

  it.each([
    ['quotes', `""`.repeat(200_000)],
    ['tags', '!t '.repeat(300_000)],
    ['commas', `[${','.repeat(900_000)}`],
    ['items', '- a\n'.repeat(200_000)],
  ])('refuses nothing but %s without reading all of them', (_, text) => {
    expect(parseYamlDocuments(text)).toEqual({
      documents: [],
      errors: [{ message: 'has too many parts', line: expect.any(Number) }],
      templated: false,
    });
  });

  it.each([
    ['brackets that close nothing', ']'.repeat(10_000)],
    ['values of no key', '{ }\n: '.repeat(10_000)],
  ])('gives up on %s', (_, text) => {
    expect(parseYamlDocuments(text)).toEqual({
      documents: [],
      errors: [{ message: 'has too many mistakes', line: expect.any(Number) }],
      templated: false,
    });
  });

  it('reads a manifest of ten thousand lines', () => {
    const text = `list:\n${'  - name: a\n    value: "b" # c\n'.repeat(5_000)}`;
    expect(parseYamlDocuments(text).errors).toEqual([]);
  });

  it('refuses an endless stream of documents', () => {
    expect(parseYamlDocuments('---\na\n'.repeat(100_000)).errors).toHaveLength(
      1,
    );
  });

  it('lets the last of many duplicate keys win', () => {
    const [document] = parseYamlDocuments('a: 1\nb: 2\na: 3\n').documents;
    expect(document.value).toEqual({ a: 3, b: 2 });
    expect(document.lineOf(['a'])).toBe(3);
  });

  it('does not let a document reach prototypes', () => {
    expect(parseYamlDocuments('__proto__: {polluted: true}\n').errors).toEqual(
      [],
    );
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  it('never throws, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc
            .array(
              fc.constantFrom(
                ...['a', ': ', '- ', '\n', '  ', '{', '}', '[', ']', '&a '],
                ...['*a', '!t ', '"', "'", '|', '>', '<<', '? ', '#', '---\n'],
                ...['...\n', '%YAML 1.2\n', '!reference ', '{{ ', '\t', ','],
              ),
            )
            .map(parts => parts.join('')),
        ),
        text => {
          for (const document of parseYamlDocuments(text).documents) {
            expect(document.lineOf(['a', 0, '<<'])).toBeGreaterThan(0);
          }
        },
      ),
      { numRuns: 1_000 },
    );
  });
});
