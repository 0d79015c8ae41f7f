import {
  compileScorecard,
  CompiledScorecard,
  recompileScorecard,
} from './compile';
import { evaluateScorecard } from './evaluate';
import {
  compile,
  factSet,
  now,
  schemas,
  scorecardText,
} from './testing/fixtures';

const origin = compile(
  scorecardText(`    - id: runs-as-non-root
      title: The container runs as a non-root user
      level: L2
      category: Containers
      weight: 3
      when: repo.docker.images.size() > 0
      pass: repo.docker.images.all(i, i.user != "root")
      evidence: repo.docker.images
      message: An image runs as root.
      reason: It is safer.
      fix: { guide: Add USER. }
    - id: owner-exists
      title: The owner exists
      level: L1
      category: Ownership
      pass: catalog.owner.exists
      message: There is no such owner.
`),
);

const using = (checks: string, library: CompiledScorecard[] = [origin]) =>
  compileScorecard({
    text: scorecardText(checks).replace('name: standard,', 'name: ours,'),
    source: 'ours.yaml',
    schemas,
    library,
  });

describe('a check of another scorecard', () => {
  it('is used as it stands, at a level of this one', () => {
    const { scorecard } = using(
      '    - { use: standard/runs-as-non-root, level: L1 }\n',
    );
    expect(scorecard?.checks).toHaveLength(1);
    expect(scorecard?.checks[0]).toMatchObject({
      id: 'runs-as-non-root',
      use: 'standard/runs-as-non-root',
      level: 'L1',
      title: 'The container runs as a non-root user',
      category: 'Containers',
      weight: 3,
      fix: { guide: 'Add USER.' },
      facts: ['repo.docker.images'],
    });
    const { results, level } = evaluateScorecard({
      scorecard: scorecard!,
      entityRef: 'component:default/a',
      facts: [
        factSet('repo', {
          docker: {
            images: [{ path: 'Dockerfile', line: 3, user: 'root', stages: 1 }],
          },
        }),
      ],
      now,
    });
    expect(results).toMatchObject([
      { status: 'fail', evidence: [{ path: 'Dockerfile', line: 3 }] },
    ]);
    expect(level).toBeNull();
  });

  it('is compiled again from the record, whatever has become of the other', () => {
    const { scorecard } = using(
      '    - { use: standard/runs-as-non-root, level: L1, weight: 2 }\n',
    );
    const again = recompileScorecard({
      document: JSON.parse(JSON.stringify(scorecard!.document)),
      source: 'ours.yaml',
      schemas,
    });
    expect(again.problems).toEqual([]);
    expect(again.scorecard?.revision).toBe(scorecard!.revision);
    expect(again.scorecard?.checks).toMatchObject([
      { weight: 2, facts: ['repo.docker.images'] },
    ]);
    const { repo, ...others } = schemas;
    expect(
      recompileScorecard({
        document: scorecard!.document,
        source: 'ours.yaml',
        schemas: others,
      }).problems,
    ).toMatchObject([
      { message: expect.stringContaining('Unknown namespace "repo"') },
      { message: expect.stringContaining('Unknown namespace "repo"') },
      { message: expect.stringContaining('Unknown namespace "repo"') },
    ]);
  });

  it('gives way to what is said besides', () => {
    const { scorecard } = using(`    - use: standard/runs-as-non-root
      id: runs-as-somebody
      level: L2
      category: Images
      weight: 1
      pass: repo.docker.images.all(i, i.user != "")
`);
    expect(scorecard?.checks[0]).toMatchObject({
      id: 'runs-as-somebody',
      category: 'Images',
      weight: 1,
      pass: 'repo.docker.images.all(i, i.user != "")',
      message: 'An image runs as root.',
    });
  });

  it('makes another revision when its origin changes', () => {
    const text = '    - { use: standard/owner-exists, level: L1 }\n';
    const other = structuredClone(origin.document);
    other.spec.checks[1].pass = '!catalog.owner.exists';
    const { scorecard } = using(text);
    expect(using(text).scorecard?.revision).toBe(scorecard?.revision);
    expect(
      using(text, [{ ...origin, document: other }]).scorecard?.revision,
    ).not.toBe(scorecard?.revision);
  });

  it('may itself have been used from elsewhere', () => {
    const middle = using('    - { use: standard/owner-exists, level: L1 }\n');
    const { scorecard } = compileScorecard({
      text: scorecardText('    - { use: ours/owner-exists, level: L2 }\n'),
      source: 'theirs.yaml',
      schemas,
      library: [middle.scorecard!],
    });
    expect(scorecard?.checks[0]).toMatchObject({
      use: 'ours/owner-exists',
      pass: 'catalog.owner.exists',
    });
  });

  // The checks begin in line 10.
  it.each<[string, string, string[]]>([
    [
      'a misspelt check',
      '    - { use: standard/owner-exist, level: L1 }\n',
      [
        '10:14 The scorecard "standard" has no check "owner-exist"; did you mean "owner-exists"?',
      ],
    ],
    [
      'a misspelt scorecard',
      '    - { use: standart/owner-exists, level: L1 }\n',
      [
        '10:14 There is no scorecard "standart" to use; did you mean "standard"?',
      ],
    ],
    [
      'itself',
      '    - { use: ours/owner-exists, level: L1 }\n',
      ['10:14 A scorecard cannot use its own checks'],
    ],
    [
      'no check',
      '    - { use: owner-exists, level: L1 }\n',
      [
        '10:14 "use" must be a scorecard and a check, such as production-readiness/readme-exists',
      ],
    ],
    [
      'a number',
      '    - { use: 3, level: L1 }\n',
      [
        '10:7 "id" is missing',
        '10:7 "title" is missing',
        '10:7 "category" is missing',
        '10:7 "message" is missing',
        '10:14 "use" must be a text',
      ],
    ],
    [
      'no level',
      '    - { use: standard/owner-exists }\n',
      ['10:7 "level" is missing'],
    ],
    [
      'a level of the other',
      '    - { use: standard/owner-exists, level: L9 }\n',
      ['10:44 There is no level "L9"; did you mean "L1"?'],
    ],
    [
      'an unknown property',
      '    - { use: standard/owner-exists, level: L1, wieght: 2 }\n',
      ['10:48 Unknown property "wieght"; did you mean "weight"?'],
    ],
    [
      'a wrong override',
      '    - { use: standard/owner-exists, level: L1, weight: -1 }\n',
      ['10:56 "weight" must be greater than 0'],
    ],
    [
      'a mistake in an expression of its own',
      '    - { use: standard/owner-exists, level: L1, pass: catalog.ownr.exists }\n',
      ['10:62 "pass": catalog has no "ownr"; did you mean "owner"?'],
    ],
    [
      'one check twice',
      '    - { use: standard/owner-exists, level: L1 }\n    - { use: standard/owner-exists, level: L2 }\n',
      ['11:7 There is another check with the id "owner-exists"'],
    ],
  ])('is a mistake with its place: %s', (_, checks, expected) => {
    const { scorecard, problems } = using(checks);
    expect(scorecard).toBeUndefined();
    expect(
      problems.map(
        ({ line, column, message }) => `${line}:${column} ${message}`,
      ),
    ).toEqual(expected);
  });

  it('is nothing without a library', () => {
    const { problems } = using(
      '    - { use: standard/owner-exists, level: L1 }\n',
      [],
    );
    expect(problems).toMatchObject([
      { message: 'There is no scorecard "standard" to use' },
    ]);
  });

  it('may be one whose facts are not known here', () => {
    const { problems } = compileScorecard({
      text: scorecardText('    - { use: standard/owner-exists, level: L1 }\n'),
      source: 'ours.yaml',
      schemas: { repo: schemas.repo },
      library: [origin],
    });
    expect(problems).toMatchObject([
      { line: 10, message: expect.stringContaining('"catalog"') },
    ]);
  });
});

describe('has()', () => {
  const graded = (value: object) =>
    evaluateScorecard({
      scorecard: compile(
        scorecardText(`    - id: described
      title: Described
      level: L1
      category: c
      when: has(catalog.description)
      pass: catalog.description != ""
      message: It is not.
`),
      ),
      entityRef: 'component:default/a',
      facts: [factSet('catalog', value as never)],
      now,
    }).results[0].status;

  it('asks whether a fact is there', () => {
    expect(graded({ description: 'A' })).toBe('pass');
    expect(graded({})).toBe('not-applicable');
  });

  it('finds a misspelt fact', () => {
    const { problems } = compileScorecard({
      text: scorecardText(
        '    - { id: a, title: A, level: L1, category: c, message: m, pass: has(catalog.descripton) }\n',
      ),
      source: 'ours.yaml',
      schemas,
    });
    expect(problems).toMatchObject([
      { message: expect.stringContaining('did you mean "description"') },
    ]);
  });
});
