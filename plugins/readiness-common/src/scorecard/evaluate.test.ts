import { JsonObject } from '@backstage/types';
import { FactProblem, FactSet } from '../facts';
import { CheckResult, GrantedExemption, Report } from '../report';
import { compileScorecard } from './compile';
import { evaluateScorecard } from './evaluate';
import {
  compile,
  factSet,
  now,
  schemas,
  scorecardText,
} from './testing/fixtures';

const entityRef = 'component:default/payments';

const image = { path: 'Dockerfile', line: 3, user: 'node', stages: 2 };

function repo(images: JsonObject[], rest: Partial<FactSet> = {}): FactSet {
  return factSet('repo', { docker: { images }, ci: { steps: [] } }, rest);
}

const catalog = factSet(
  'catalog',
  {
    description: '',
    annotations: { team: 'a' },
    owner: { exists: true, members: 0 },
  },
  { observedAt: '2026-03-01T10:00:00Z' },
);

function evaluate(
  checks: string,
  facts: FactSet[],
  exemptions?: GrantedExemption[],
): Report {
  return evaluateScorecard({
    scorecard: compile(scorecardText(checks)),
    entityRef,
    facts,
    now,
    exemptions,
  });
}

/** The result of one check with the given expressions. */
function resultOf(
  expressions: { when?: string; pass?: string; evidence?: string },
  facts: FactSet[],
  exemptions?: GrantedExemption[],
): CheckResult {
  const { when, pass = 'true', evidence } = expressions;
  const check = {
    ...{ id: 'c', title: 'C', level: 'L1', category: 'c', message: 'm' },
    ...{ when, pass, evidence },
  };
  const text = `    - ${JSON.stringify(check)}`;
  return evaluate(text, facts, exemptions).results[0];
}

const nonRoot = {
  when: 'repo.docker.images.size() > 0',
  pass: 'repo.docker.images.all(i, i.user != "root")',
  evidence: 'repo.docker.images.filter(i, i.user == "root")',
};

describe('status', () => {
  it('is pass', () => {
    expect(resultOf(nonRoot, [repo([image])])).toEqual({
      check: 'c',
      title: 'C',
      status: 'pass',
      level: 'L1',
      category: 'c',
      weight: 1,
      effortHours: 1,
      message: 'm',
      evidence: [],
      facts: ['repo.docker.images'],
      observedAt: '2026-03-01T11:00:00Z',
    });
  });

  it('is fail, with evidence', () => {
    expect(
      resultOf(nonRoot, [repo([image, { ...image, line: 9, user: 'root' }])]),
    ).toMatchObject({
      status: 'fail',
      detail: undefined,
      evidence: [{ path: 'Dockerfile', line: 9 }],
    });
  });

  it('says in words when the check would apply', () => {
    const text = scorecardText(
      `    - ${JSON.stringify({
        ...{ id: 'c', title: 'C', level: 'L1', category: 'c', message: 'm' },
        ...{ pass: 'true', when: 'false', applies: 'where there are images' },
      })}`,
    );
    const { results } = evaluateScorecard({
      ...{ scorecard: compile(text), entityRef, facts: [], now },
    });
    expect(results[0].detail).toBe('Applies where there are images.');
  });

  it('is not applicable when the condition is false', () => {
    expect(resultOf(nonRoot, [repo([])])).toMatchObject({
      status: 'not-applicable',
      detail: 'Applies when repo.docker.images.size() > 0',
      evidence: [],
    });
  });

  it.each<[string, FactSet[], string]>([
    ['nothing was observed', [], 'No repo facts have been observed yet.'],
    [
      'the facts are stale',
      [
        repo([image], {
          observedAt: '2026-02-26T12:00:00Z',
          expiresAt: now.toISOString(),
        }),
      ],
      'The repo facts are out of date: they were observed on 2026-02-26 at 12:00 UTC.',
    ],
    [
      'nobody knows whether the facts are stale',
      [repo([image], { expiresAt: 'soon', observedAt: '' })],
      'The repo facts are out of date: they were observed at an unknown time.',
    ],
    [
      'the value is missing',
      [factSet('repo', { docker: {} })],
      'The fact repo.docker.images was not observed.',
    ],
    [
      'the value is null',
      [factSet('repo', { docker: { images: null } })],
      'The fact repo.docker.images was not observed.',
    ],
    [
      'the value is not what the schema says',
      [factSet('repo', { docker: { images: 'x' } })],
      expect.stringContaining("type 'string' cannot be range"),
    ],
  ])('is unknown when %s', (_, facts, detail) => {
    expect(resultOf({ pass: nonRoot.pass }, facts)).toMatchObject({
      status: 'unknown',
      detail,
    });
  });

  it.each([
    'repo',
    'repo.docker',
    'repo.docker.images',
    'repo.docker.images.x',
  ])('is unknown when there was a problem with %s', fact => {
    const problem: FactProblem = {
      fact,
      reason: 'The file is binary.',
      path: 'Dockerfile',
      line: 1,
    };
    expect(
      resultOf(nonRoot, [repo([image], { problems: [problem] })]),
    ).toMatchObject({
      status: 'unknown',
      detail: 'The file is binary.',
      evidence: [{ path: 'Dockerfile', line: 1, note: 'The file is binary.' }],
    });
  });

  it.each(['repo.ci', 'repo.dock', 'repo.docker.image', 'catalog'])(
    'is not touched by a problem with %s',
    fact => {
      const problems = [{ fact, reason: 'r' }];
      expect(resultOf(nonRoot, [repo([image], { problems })]).status).toBe(
        'pass',
      );
    },
  );

  it('gives a few of many reasons, each once', () => {
    const problems = ['A.', 'B.', 'A.', 'C.', 'D.'].map((reason, index) => ({
      fact: 'repo.docker',
      reason,
      path: `${index}`,
    }));
    const { detail, evidence } = resultOf(nonRoot, [
      repo([image], { problems }),
    ]);
    expect(detail).toBe('A. B. C.');
    expect(evidence).toHaveLength(5);
  });

  it('is unknown when the condition is unknown, even if the rest is known', () => {
    expect(
      resultOf({ when: 'catalog.owner.exists', pass: 'true' }, [repo([])]),
    ).toMatchObject({
      status: 'unknown',
      detail: 'No catalog facts have been observed yet.',
    });
  });

  it('is unknown when an expression has no value', () => {
    expect(
      resultOf({ pass: 'repo.docker.images[2].user == ""' }, [repo([image])]),
    ).toMatchObject({
      status: 'unknown',
      detail: 'No such key: index out of bounds, index 2 >= size 1',
    });
  });

  it('rests on the oldest observation', () => {
    expect(
      resultOf({ ...nonRoot, when: 'catalog.owner.exists' }, [
        repo([image]),
        catalog,
      ]).observedAt,
    ).toBe('2026-03-01T10:00:00Z');
  });
});

describe('expressions over numbers, maps and time', () => {
  it.each([
    'catalog.owner.members == 0',
    '0 == catalog.owner.members',
    'catalog.owner.members != 1',
    'catalog.owner.members < 1',
    'repo.docker.images[0].line >= 3',
    'repo.docker.images[0].stages > 1',
    'double(repo.docker.images.size()) == repo.docker.images[0].line - 2.0',
    '"team" in catalog.annotations && !("none" in catalog.annotations)',
    'catalog.annotations["team"] == "a"',
    'now - timestamp("2026-02-28T12:00:00Z") == duration("24h")',
  ])('%s', pass => {
    expect(resultOf({ pass }, [repo([image]), catalog])).toMatchObject({
      status: 'pass',
      detail: undefined,
    });
  });
});

describe('evidence', () => {
  const facts = [repo([image])];
  const evidenceOf = (evidence: string, sets = facts) =>
    resultOf({ evidence }, sets).evidence;

  it('is shown for a check that passes as well', () => {
    expect(evidenceOf('repo.docker.images')).toEqual([
      { path: 'Dockerfile', line: 3 },
    ]);
  });

  it('takes texts as notes, and leaves out what says nothing', () => {
    expect(evidenceOf('["a", ""]')).toEqual([{ note: 'a' }]);
    expect(evidenceOf('[{"line": 3}, {"note": "n"}]')).toEqual([{ note: 'n' }]);
    expect(evidenceOf('[{"path": "a", "line": 2}]')).toEqual([
      { path: 'a', line: 2 },
    ]);
  });

  it('links to the web only', () => {
    const url = (address: string) => evidenceOf(`[{"url": "${address}"}]`);
    expect(url('https://example.com')).toEqual([
      { url: 'https://example.com' },
    ]);
    expect(url('file:///etc/passwd')).toEqual([]);
  });

  it('is bounded', () => {
    const many = [repo(Array(50).fill(image))];
    expect(evidenceOf('repo.docker.images', many)).toHaveLength(20);
    const long = [repo([{ ...image, user: 'x'.repeat(5000) }])];
    const [{ note }] = evidenceOf('repo.docker.images.map(i, i.user)', long);
    expect(note).toHaveLength(200);
  });

  it('does not decide: without it the result stands', () => {
    expect(
      resultOf({ evidence: 'repo.docker.images' }, [catalog]),
    ).toMatchObject({ status: 'pass', evidence: [] });
    expect(
      resultOf({ evidence: '[repo.docker.images[7]]' }, facts),
    ).toMatchObject({ status: 'pass', evidence: [] });
  });
});

describe('report', () => {
  const checks = `
    - { id: a, title: A, level: L1, category: c, message: m, weight: 3, pass: "true" }
    - { id: b, title: B, level: L2, category: c, message: m, weight: 2, effortHours: 4, pass: "false" }
    - { id: d, title: D, level: L2, category: c, message: m, weight: 1, effortHours: 0.5, pass: catalog.owner.exists }
    - { id: e, title: E, level: L2, category: c, message: m, weight: 1, effortHours: 0.5, pass: "false" }
    - { id: f, title: F, level: L2, category: c, message: m, when: "false", pass: "true" }`;
  const counts = {
    fail: 0,
    unknown: 0,
    exempt: 0,
    pass: 0,
    'not-applicable': 0,
  };

  it('sums up the results', () => {
    const report = evaluate(checks, []);
    expect(report).toMatchObject({
      scorecard: 'standard',
      scorecardTitle: 'Standard',
      entityRef,
      level: 'L1',
      // 3 of 3 + 2 + 1 + 1, rounded down to tenths.
      score: 42.8,
      coverage: 3 / 4,
      counts: { ...counts, fail: 2, unknown: 1, pass: 1, 'not-applicable': 1 },
      // By weight for effort; "d" waits for data.
      nextSteps: ['e', 'b'],
    });
    expect(report.levels).toEqual([
      {
        id: 'L1',
        title: 'First',
        reached: true,
        counts: { ...counts, pass: 1 },
      },
      {
        id: 'L2',
        title: 'Second',
        reached: false,
        counts: { ...counts, fail: 2, unknown: 1, 'not-applicable': 1 },
      },
    ]);
  });

  it('puts what lifts the level first', () => {
    const report = evaluate(
      `
    - { id: a, title: A, level: L2, category: c, message: m, weight: 9, pass: "false" }
    - { id: b, title: B, level: L1, category: c, message: m, weight: 1, pass: "false" }`,
      [],
    );
    expect(report.nextSteps).toEqual(['b', 'a']);
    expect(report.level).toBeNull();
  });

  it('has a step for what people, a file or another fact can decide, and none for what waits for data alone', () => {
    const report = evaluate(
      `
    - { id: a, title: A, level: L1, category: c, message: m, attestation: { withinDays: 9 } }
    - { id: b, title: B, level: L1, category: c, message: m, pass: 'repo.ci.steps != []' }
    - { id: d, title: D, level: L1, category: c, message: m, pass: catalog.owner.exists }
    - { id: e, title: E, level: L1, category: c, message: m, pass: 'catalog.owner.exists || repo.docker.images != []' }
    - { id: f, title: F, level: L1, category: c, message: m, pass: 'catalog.owner.exists && repo.docker.images == []' }
    - { id: g, title: G, level: L1, category: c, message: m, pass: '!(catalog.owner.exists && repo.docker.images == [])' }
    - { id: h, title: H, level: L1, category: c, message: m, pass: catalog.owner.exists, attestation: { withinDays: 9 } }`,
      [
        factSet(
          'repo',
          { attestations: { entries: [] }, docker: { images: [] } },
          {
            problems: [
              { fact: 'repo.ci', reason: 'Not YAML.', path: 'ci.yml', line: 3 },
            ],
          },
        ),
      ],
    );
    expect(report.counts.unknown).toBe(7);
    // Another known part would decide "e" and "g"; of "f", the other is as it should be.
    expect(report.nextSteps).toEqual(['a', 'b', 'e', 'g', 'h']);
  });

  it('does not reach a level above one that is not', () => {
    const report = evaluate(
      `
    - { id: a, title: A, level: L1, category: c, message: m, pass: "false" }
    - { id: b, title: B, level: L2, category: c, message: m, pass: "true" }`,
      [],
    );
    expect(report.level).toBeNull();
    expect(report.levels.map(({ reached }) => reached)).toEqual([false, false]);
  });

  it('reaches every level by exemption, but scores what applies only', () => {
    expect(evaluate(checks, [], [{ reason: 'x' }])).toMatchObject({
      level: 'L2',
      score: 100,
      coverage: 1,
      nextSteps: [],
    });
  });

  it('has no score when nothing applies', () => {
    const report = evaluate(
      `    - { id: a, title: A, level: L1, category: c, message: m, when: "false", pass: "true" }`,
      [],
    );
    expect(report).toMatchObject({ level: 'L2', score: null, coverage: 1 });
  });

  it('is not misled by names that every object has', () => {
    const { scorecard } = compileScorecard({
      text: scorecardText(
        `    - { id: constructor, title: A, level: L1, category: c, message: m, pass: "false" }`,
      ),
      source: 's',
      schemas,
    });
    const report = evaluateScorecard({
      scorecard: scorecard!,
      entityRef,
      facts: [],
      now,
      exemptions: [{ check: 'toString', reason: 'x' }],
    });
    expect(report.results[0].status).toBe('fail');
  });
});

describe('conditions of which only a part is known', () => {
  const partly = (fact: string, images: JsonObject[]) =>
    repo(images, { problems: [{ fact, reason: 'One file is binary.' }] });
  const nodeImage = 'repo.docker.images.exists(i, i.user == "node")';

  it.each<[string, string, CheckResult['status']]>([
    ['one side of `||` holds', 'repo.ci.steps == [] || hosts', 'pass'],
    ['the other side of `||` holds', 'hosts || repo.ci.steps == []', 'pass'],
    [
      'no side of `||` is known to hold',
      'repo.ci.steps != [] || hosts',
      'unknown',
    ],
    ['one side of `&&` does not hold', 'hosts && repo.ci.steps != []', 'fail'],
    [
      'no side of `&&` is known to fail',
      'hosts && repo.ci.steps == []',
      'unknown',
    ],
    ['it is turned around', '!(hosts && repo.ci.steps != [])', 'pass'],
    ['what is turned around is not known', '!hosts', 'unknown'],
  ])('are decided where %s', (_, pass, status) => {
    const unobserved = pass.replaceAll('hosts', 'catalog.owner.exists');
    expect(resultOf({ pass: unobserved }, [repo([image])]).status).toBe(status);
  });

  it.each<[string, string, CheckResult['status']]>([
    ['exists', nodeImage, 'pass'],
    ['is not found', nodeImage.replace('node', 'app'), 'unknown'],
    [
      'exists among what is filtered',
      'repo.docker.images.filter(i, i.stages == 2).exists(i, i.user == "node")',
      'pass',
    ],
    ['must not exist, and does', `!${nodeImage}`, 'fail'],
    ['is longer than a part of it', 'repo.docker.images.size() > 0', 'pass'],
    ['must be empty, and is not', 'repo.docker.images.size() == 0', 'fail'],
    ['is as long as a part of it', 'repo.docker.images.size() == 1', 'unknown'],
    [
      'holds for all that is known',
      'repo.docker.images.all(i, i.stages == 2)',
      'unknown',
    ],
  ])('of a list: %s', (_, pass, status) => {
    expect(resultOf({ pass }, [partly('repo.docker', [image])]).status).toBe(
      status,
    );
  });

  it('take nothing from facts that are out of date', () => {
    const stale = repo([image], { expiresAt: '2026-01-01T00:00:00Z' });
    expect(resultOf({ pass: nodeImage }, [stale]).status).toBe('unknown');
  });

  it('say what they wait for', () => {
    const { awaits } = resultOf(
      { pass: 'repo.ci.steps != [] || catalog.owner.exists' },
      [repo([image])],
    );
    expect(awaits).toEqual(['catalog.owner.exists']);
  });

  it('name the place of a problem once, however many facts it leaves unknown', () => {
    const problem = { fact: 'repo', reason: 'Odd.', path: 'a.yml', line: 1 };
    const { evidence } = resultOf(
      { pass: 'repo.ci.steps == [] || repo.docker.images == []' },
      [repo([image], { problems: [problem] })],
    );
    expect(evidence).toEqual([{ path: 'a.yml', line: 1, note: 'Odd.' }]);
  });
});

describe('attestations', () => {
  const attested = (...entries: JsonObject[]) =>
    factSet('repo', { attestations: { entries } });
  const entry = {
    path: '.airworthy/attestations.yaml',
    line: 2,
    check: 'c',
    by: 'Ada',
    date: '2026-02-20',
    link: 'https://example.com/drill',
    expires: '',
  };
  const attestedResult = (facts: FactSet[], rest: JsonObject = {}) => {
    const check = {
      ...{ id: 'c', title: 'C', level: 'L1', category: 'c', message: 'm' },
      ...{ attestation: { withinDays: 30 }, ...rest },
    };
    return evaluate(`    - ${JSON.stringify(check)}`, facts).results[0];
  };

  it('answer what no file proves', () => {
    expect(attestedResult([attested(entry)])).toMatchObject({
      status: 'pass',
      detail: 'Attested by Ada on 2026-02-20.',
      evidence: [{ path: entry.path, line: 2, url: entry.link }],
    });
  });

  it.each([
    ['out of date', { date: '2026-01-01' }, /holds for 30 days/],
    ['expired', { expires: '2026-02-25' }, /expired on 2026-02-25/],
    ['dated ahead', { date: '2027-01-01' }, /still to come/],
    ['not dated', { date: 'soon' }, /not a date/],
  ])('fail when %s', (_, change, detail) => {
    expect(attestedResult([attested({ ...entry, ...change })])).toMatchObject({
      status: 'fail',
      detail: expect.stringMatching(detail),
    });
  });

  it('hold through the day on which they expire', () => {
    const today = now.toISOString().slice(0, 10);
    const facts = [attested({ ...entry, expires: today })];
    expect(attestedResult(facts).status).toBe('pass');
  });

  it('count by the last one', () => {
    const old = { ...entry, date: '2025-01-01' };
    expect(attestedResult([attested(entry, old)]).status).toBe('pass');
    expect(attestedResult([attested(old, entry)]).status).toBe('pass');
  });

  it('may be an annotation of the entity', () => {
    const annotation = 'example.com/confirmed-on';
    const annotated = (date: string) =>
      factSet('catalog', { annotations: { [annotation]: date } });
    const check = { attestation: { withinDays: 30, annotation } };
    expect(
      attestedResult([attested(), annotated('2026-02-20')], check),
    ).toMatchObject({
      status: 'pass',
      detail:
        'Attested by the annotation example.com/confirmed-on on 2026-02-20.',
    });
    expect(
      attestedResult([attested(), annotated('2025-02-20')], check).status,
    ).toBe('fail');
    expect(
      attestedResult([attested(), annotated('soon')], check),
    ).toMatchObject({
      status: 'fail',
      detail: expect.stringContaining('not a date'),
    });
    // The later of the two counts, and one is enough.
    expect(
      attestedResult([attested(entry), annotated('2025-02-20')], check).status,
    ).toBe('pass');
    expect(attestedResult([annotated('2026-02-20')], check).status).toBe(
      'pass',
    );
    // Another check does not look there.
    expect(attestedResult([attested(), annotated('2026-02-20')]).status).toBe(
      'unknown',
    );
    expect(attestedResult([attested()], check)).toMatchObject({
      status: 'unknown',
      awaits: ['catalog.annotations'],
    });
  });

  it.each([{}, { pass: 'false' }])(
    'are unknown where they cannot all be read: %j',
    rest => {
      const beset = {
        ...attested({ ...entry, check: 'd' }),
        problems: [{ fact: 'repo.attestations.entries', reason: 'No date.' }],
      };
      expect(attestedResult([beset], rest)).toMatchObject({
        status: 'unknown',
        detail: 'No date.',
        awaits: ['repo.attestations.entries'],
      });
    },
  );

  it('are unknown when nobody has attested', () => {
    expect(attestedResult([attested({ ...entry, check: 'd' })])).toMatchObject({
      status: 'unknown',
      awaits: ['attestation'],
    });
    expect(attestedResult([]).awaits).toEqual(['repo.attestations.entries']);
  });

  it('answer for a condition that does not hold, and never against one that does', () => {
    const facts = [attested(entry)];
    expect(attestedResult(facts, { pass: 'false' }).status).toBe('pass');
    const old = [attested({ ...entry, date: '2025-01-01' })];
    expect(attestedResult(old, { pass: 'true' }).status).toBe('pass');
    expect(attestedResult([attested()], { pass: 'false' }).status).toBe('fail');
  });

  it('are asked only where the check applies', () => {
    expect(attestedResult([attested(entry)], { when: 'false' }).status).toBe(
      'not-applicable',
    );
  });
});
