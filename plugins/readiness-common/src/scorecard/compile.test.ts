import { Entity } from '@backstage/catalog-model';
import fc from 'fast-check';
import { parse } from 'yaml';
import { compileScorecard } from './compile';
import { compile, schemas, scorecardText } from './testing/fixtures';

const header = `apiVersion: airworthy.dev/v1
kind: Scorecard
metadata: { name: standard, title: Standard }
spec:
  appliesTo: { kind: Component }
  levels: [{ id: L1, title: First }]
  checks:
`;

/** A check that begins at line 8 and whose expression begins at line 14. */
function withPass(pass: string): string {
  return `${header}    - id: c
      title: C
      level: L1
      category: c
      message: m
      weight: 1
      pass: ${pass}
`;
}

function problemsOf(text: string): string[] {
  const { scorecard, problems } = compileScorecard({
    text,
    source: 'test.yaml',
    schemas,
  });
  expect(scorecard === undefined).toBe(problems.length > 0);
  return problems.map(
    ({ line, column, message }) => `${line}:${column} ${message}`,
  );
}

describe('compileScorecard', () => {
  it('compiles a document and fills in what is absent', () => {
    const scorecard = compile(
      scorecardText(`
    - id: non-root
      title: ' Not root '
      level: L2
      category: containers
      when: repo.docker.images.size() > 0
      pass: repo.docker.images.all(i, i.user != "root")
      evidence: "catalog.description == '' ? repo.docker.images : []"
      message: m`),
    );
    expect(scorecard.document.spec.checks).toEqual([
      {
        id: 'non-root',
        title: 'Not root',
        level: 'L2',
        category: 'containers',
        weight: 1,
        effortHours: 1,
        when: 'repo.docker.images.size() > 0',
        pass: 'repo.docker.images.all(i, i.user != "root")',
        evidence: "catalog.description == '' ? repo.docker.images : []",
        message: 'm',
      },
    ]);
    expect(scorecard.checks[0].facts).toEqual([
      'catalog.description',
      'repo.docker.images',
    ]);
  });

  it.each([
    ['nothing at all', '', ['1:1 The document must be a mapping']],
    ['a text', 'hello', ['1:1 The document must be a mapping']],
    [
      'a syntax error',
      'a: "x\nb: 1\n',
      [expect.stringMatching(/^\d:\d Missing closing "quote/)],
    ],
    [
      'two documents',
      `${withPass('"true"')}---\na: 1\n`,
      [expect.stringContaining('15:1 Source contains multiple documents')],
    ],
    [
      'a duplicate key, and what else is wrong',
      withPass('"1"').replace(
        'kind: Scorecard',
        'kind: Scorecard\nkind: Score',
      ),
      [
        '3:1 Map keys must be unique',
        '3:7 "kind" must be "Scorecard"',
        '15:14 "pass": must be a boolean, but is of type int',
      ],
    ],
    [
      'an alias bomb',
      `a: &a [x,x,x,x,x,x,x,x,x]\n${[...'bcdefgh']
        .map((name, i) => {
          const previous = `*${'abcdefg'[i]}`;
          return `${name}: &${name} [${Array(9).fill(previous).join(',')}]`;
        })
        .join('\n')}`,
      [
        expect.stringContaining(
          '1:1 The document cannot be read: Excessive alias',
        ),
      ],
    ],
    [
      'missing, wrong and unknown properties',
      `apiVersion: airworthy.dev/v2
kind: Scorecard
metadata:
  name: Not Hyphenated
  titel: T
  owner: platform
spec:
  appliesTo: { kind: Component }
  levels: []
`,
      [
        '1:13 "apiVersion" must be "airworthy.dev/v1"',
        '4:3 "title" is missing',
        '4:9 "name" must be lower case words joined by hyphens',
        '5:3 Unknown property "titel"; did you mean "title"?',
        '6:10 "owner" must be an entity reference such as group:default/platform',
        '8:3 "checks" is missing',
        '9:11 "levels" must have at least one level',
      ],
    ],
    [
      'no check',
      `${header.trimEnd()} []\n`,
      ['7:11 "checks" must have at least one check'],
    ],
    [
      'numbers out of range',
      withPass('"true"').replace(
        'weight: 1',
        'weight: -1\n      effortHours: x',
      ),
      [
        '13:15 "weight" must be greater than 0',
        '14:20 "effortHours" must be a number',
      ],
    ],
    [
      'ids and levels',
      `${header}    - { id: c, title: C, level: L1, category: c, message: m, pass: "true" }
    - { id: c, title: C, level: L7, category: c, message: m, pass: "true" }
`.replace(
        'levels: [{ id: L1, title: First }]',
        'levels: [{ id: L1, title: First }, { id: L1, title: Again }]',
      ),
      [
        '6:44 There is another level with the id "L1"',
        '9:13 There is another check with the id "c"',
        '9:33 There is no level "L7"; did you mean "L1"?',
      ],
    ],
    [
      'an unknown property of a check',
      withPass('"true"\n      fix: { giude: g, template: x }'),
      [
        '15:14 Unknown property "giude"; did you mean "guide"?',
        '15:34 "template" must be an entity reference such as group:default/platform',
      ],
    ],
  ])('places the mistakes of a document: %s', (_, text, expected) => {
    expect(problemsOf(text)).toEqual(expected);
  });

  it.each([
    ['{}', '5:14 "appliesTo" must state at least one condition'],
    ['Component', '5:14 "appliesTo" must be a mapping'],
    ['{ kind: { $inn: [a] } }', '5:22 "kind" is not a filter predicate here'],
    ['{ $all: [{ $nt: 1 }] }', '5:30 "$nt" is not a filter predicate here'],
    [
      '{ kind: { $in: [a], $exists: true } }',
      '5:14 "appliesTo" mixes an operator with other keys',
    ],
  ])('places the mistakes of a filter: %s', (filter, expected) => {
    const text = withPass('"true"').replace('{ kind: Component }', filter);
    expect(problemsOf(text)).toEqual([expected]);
  });

  it.each([
    ['a syntax error', '1 +', '14:16 "pass": Unexpected token: EOF'],
    [
      'no boolean',
      'repo.docker.images.size()',
      '14:13 "pass": must be a boolean, but is of type int',
    ],
    [
      'an unknown namespace',
      'true && rpo.docker.images == []',
      '14:21 "pass": Unknown namespace "rpo"; known are catalog, repo',
    ],
    [
      'an unknown fact',
      'repo.docker.image.size() > 0',
      '14:25 "pass": repo.docker has no "image"; did you mean "images"?',
    ],
    [
      'an unknown fact in has()',
      'has(repo.docker.foo)',
      '14:29 "pass": repo.docker has no "foo"',
    ],
    [
      'an unknown property of a record',
      'repo.docker.images.all(i, i.usr == "")',
      '14:41 "pass": i has no "usr"; did you mean "user"?',
    ],
    [
      'an unknown property of what a filter leaves',
      'repo.docker.images.filter(i, true)[0].usr == ""',
      '14:51 "pass": This has no "usr"; did you mean "user"?',
    ],
    [
      'an unknown property of a bound variable',
      'cel.bind(x, repo.docker, x.image.size() > 0)',
      '14:40 "pass": x has no "image"; did you mean "images"?',
    ],
    [
      'a choice that YAML takes for a mapping',
      'catalog.owner.exists ? true : false',
      '14:13 Nested mappings are not allowed in compact mappings; a text that contains ": " needs quotes',
    ],
    [
      'a wrong type',
      'catalog.description > 3',
      '14:13 "pass": no such overload: string > int',
    ],
    [
      'a pattern',
      'catalog.description.matches("[")',
      '14:41 "pass": Not a regular expression of RE2: error parsing regexp: missing closing ]: `[`',
    ],
    [
      'single quotes',
      `'"it''s" == "" && foo'`,
      '14:31 "pass": Unknown namespace "foo"; known are catalog, repo',
    ],
    [
      'double quotes',
      `"'\\x41' == \\"\\" && foo"`,
      '14:32 "pass": Unknown namespace "foo"; known are catalog, repo',
    ],
    [
      'a literal block',
      `|- # why\n        catalog.description == ""\n\n          && foo`,
      '17:14 "pass": Unknown namespace "foo"; known are catalog, repo',
    ],
    [
      'a folded block',
      `>\n        catalog.description == ""\n        && foo`,
      '16:12 "pass": Unknown namespace "foo"; known are catalog, repo',
    ],
    [
      'a plain scalar of two lines',
      `catalog.description == ""\n        && foo`,
      '15:12 "pass": Unknown namespace "foo"; known are catalog, repo',
    ],
    [
      'an expression of enormous depth',
      `"${'!('.repeat(200)}true${')'.repeat(200)}"`,
      expect.stringContaining('"pass": Exceeded max'),
    ],
  ])('places the mistakes of an expression: %s', (_, pass, expected) => {
    expect(problemsOf(withPass(pass))).toEqual([expected]);
  });

  it('places mistakes in conditions and evidence as well', () => {
    const text = withPass(
      'foo.bar || baz\n      when: catalog.description\n      evidence: catalog.owner.members',
    );
    expect(problemsOf(text)).toEqual([
      '14:13 "pass": Unknown namespace "foo"; known are catalog, repo',
      '14:24 "pass": Unknown namespace "baz"; known are catalog, repo',
      '15:13 "when": must be a boolean, but is of type string',
      '16:17 "evidence": must be a list of records or strings, but is of type double',
    ]);
  });

  it.each([
    'repo.docker.images.map(i, i.path)',
    'repo.docker.images.map(i, {"path": i.path, "line": i.line, "note": "x"})',
    'dyn(repo.docker.images) + dyn(repo.ci.steps)',
    '[]',
  ])('takes lists of records or strings as evidence: %s', evidence => {
    expect(
      problemsOf(
        withPass(`"true"\n      evidence: ${JSON.stringify(evidence)}`),
      ),
    ).toEqual([]);
  });

  it.each(['repo.docker.images.map(i, i.line)', '[[1]]', 'repo.docker'])(
    'takes nothing else as evidence: %s',
    evidence => {
      expect(
        problemsOf(withPass(`"true"\n      evidence: "${evidence}"`)),
      ).toEqual([expect.stringContaining('must be a list of records or')]);
    },
  );

  it('says why YAML takes a negation for a tag', () => {
    expect(problemsOf(withPass('!catalog.owner.exists'))).toEqual([
      '14:13 Unresolved tag: !catalog.owner.exists; a text that begins with "!" needs quotes',
      '14:34 "pass" must not be empty',
    ]);
  });

  it('takes JSON as well, and places its mistakes', () => {
    const json = JSON.stringify(parse(withPass('foo.bar || baz')));
    const column = json.indexOf('foo.bar') + 1;
    expect(problemsOf(json)).toEqual([
      `1:${column} "pass": Unknown namespace "foo"; known are catalog, repo`,
      `1:${
        column + 11
      } "pass": Unknown namespace "baz"; known are catalog, repo`,
    ]);
    expect(problemsOf(json.replace('{', '{"kind":"Twice",'))).toContainEqual(
      expect.stringContaining('Map keys must be unique'),
    );
  });

  it('survives nesting without end', () => {
    expect(problemsOf('['.repeat(50_000))).not.toEqual([]);
    expect(problemsOf(`a: ${'['.repeat(40)}${']'.repeat(40)}`)).toEqual([
      '1:1 The document cannot be read: nested more than 32 levels deep',
    ]);
  });

  it('says once what an alias repeats', () => {
    const text = `${header}    - &c { id: c, title: C, level: L1, category: c, message: m, pass: foo }
    - *c
`;
    expect(problemsOf(text)).toEqual([
      '8:16 There is another check with the id "c"',
      '8:71 "pass": Unknown namespace "foo"; known are catalog, repo',
    ]);
  });

  it('throws at no text', () => {
    const fragments = fc.constantFrom(
      ...['spec:', 'checks:', '\n', '  ', '- ', '{', '[', '&a', '*a', ': '],
      ...['"', "'", '|', '>', 'pass', '!!binary ', '<<', '? ', '__proto__'],
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(fragments).map(parts => parts.join('')),
      // Mutations of a good document get further.
      fc
        .tuple(fc.nat(withPass('"true"').length), fragments)
        .map(([at, part]) => {
          const good = withPass('"true"');
          return good.slice(0, at) + part + good.slice(at);
        }),
      // As an expression.
      fc.string().map(part => withPass(JSON.stringify(part))),
    );
    fc.assert(
      fc.property(text, candidate => {
        const { scorecard, problems } = compileScorecard({
          text: candidate,
          source: 's',
          schemas,
        });
        expect(scorecard === undefined).toBe(problems.length > 0);
        for (const { line, column } of problems) {
          expect(line).toBeGreaterThanOrEqual(1);
          expect(column).toBeGreaterThanOrEqual(1);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('facts of a check', () => {
  it.each([
    ['repo.docker.images.exists(i, i.user == "")', ['repo.docker.images']],
    ['repo.docker.images[0].user == ""', ['repo.docker.images']],
    ['repo.ci.steps.exists(repo, repo.line > 1)', ['repo.ci.steps']],
    ['cel.bind(catalog, repo.ci.steps, catalog.size() > 0)', ['repo.ci.steps']],
    ['catalog.annotations.foo == "x"', ['catalog.annotations']],
    ['"a/b" in catalog.annotations', ['catalog.annotations']],
    ['has(catalog.annotations.foo)', ['catalog.annotations']],
    [
      'catalog.owner.exists && repo.docker.images.all(i, repo.ci.steps.exists(s, s.path == i.path))',
      ['catalog.owner.exists', 'repo.ci.steps', 'repo.docker.images'],
    ],
    ['now > timestamp("2026-01-01T00:00:00Z")', []],
    ['!(-catalog.owner.members < 3)', ['catalog.owner.members']],
    ['{"a": catalog.description}["a"] == ""', ['catalog.description']],
  ])('%s', (pass, facts) => {
    const { checks } = compile(withPass(JSON.stringify(pass)));
    expect(checks[0].facts).toEqual(facts);
  });
});

describe('revision', () => {
  const base = withPass('"true"');

  it('depends on the meaning only', () => {
    const { revision } = compile(base);
    expect(revision).toMatch(/^[0-9a-f]{64}$/);
    const rewritten = base
      .replace('pass: "true"', 'pass: "true" # yes')
      .replace(
        'name: standard, title: Standard',
        'title: Standard, name: standard',
      )
      .replace('      weight: 1\n', '');
    expect(rewritten).not.toEqual(base);
    expect(compile(rewritten).revision).toEqual(revision);
  });

  it('is the same for JSON and YAML', () => {
    const json = JSON.stringify(parse(base));
    expect(compile(json).revision).toEqual(compile(base).revision);
  });

  it('changes with the meaning', () => {
    const { revision } = compile(base);
    const changed = compile(base.replace('weight: 1', 'weight: 2'));
    expect(changed.revision).not.toEqual(revision);
  });
});

describe('appliesTo', () => {
  it('is the filter of the document', () => {
    const scorecard = compile(withPass('"true"'));
    const entity = (kind: string): Entity => ({
      apiVersion: 'backstage.io/v1alpha1',
      kind,
      metadata: { name: 'x' },
    });
    expect(scorecard.appliesTo(entity('Component'))).toBe(true);
    expect(scorecard.appliesTo(entity('Group'))).toBe(false);
  });
});
