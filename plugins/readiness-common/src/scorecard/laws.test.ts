import fc from 'fast-check';
import { FactSchema, FactSet } from '../facts';
import { GrantedExemption, Report, ResultStatus } from '../report';
import { compileScorecard, CompiledScorecard } from './compile';
import { evaluateScorecard } from './evaluate';
import { firstExemptionEnd } from './excuse';
import { factSet, now } from './testing/fixtures';

// The laws of evaluation, over scorecards and services of any kind. Each check
// looks at one fact of its own, which is true, false, or not known.

const levels = ['L1', 'L2', 'L3'];
const names = ['a', 'b', 'd', 'e', 'f', 'g', 'h', 'i'];

interface Check {
  name: string;
  level: string;
  weight: number;
  effortHours: number;
  /** Whether it can be not applicable, and depends on a second fact for it. */
  conditional: boolean;
}

type Known = boolean | undefined;

/** What is observed about a service, and what is excused. */
interface Service {
  holds: Record<string, Known>;
  applies: Record<string, Known>;
  exemptions: GrantedExemption[];
}

const check = (name: string): fc.Arbitrary<Check> =>
  fc.record({
    name: fc.constant(name),
    level: fc.constantFrom(...levels),
    weight: fc
      .integer({ min: 1, max: 1000 })
      .map(hundredths => hundredths / 100),
    effortHours: fc.constantFrom(0.25, 0.5, 1, 3, 8),
    conditional: fc.boolean(),
  });

const checks = fc
  .subarray(names, { minLength: 1 })
  .chain(chosen => fc.tuple(...chosen.map(check)));

const facts = fc.record(
  Object.fromEntries(
    names.map(name => [
      name,
      fc.constantFrom<Known[]>(true, true, false, undefined),
    ]),
  ),
);

const day = 24 * 60 * 60 * 1000;
const inDays = (days: number) =>
  new Date(now.getTime() + days * day).toISOString();

const exemption: fc.Arbitrary<GrantedExemption> = fc.record(
  {
    reason: fc.constantFrom('why', 'because'),
    check: fc.constantFrom(...names),
    expiresAt: fc.integer({ min: -3, max: 3 }).map(inDays),
  },
  { requiredKeys: ['reason'] },
);

const service: fc.Arbitrary<Service> = fc.record({
  holds: facts,
  applies: facts,
  exemptions: fc.array(exemption, { maxLength: 4 }),
});

const lab: FactSchema = {
  type: 'object',
  properties: Object.fromEntries(
    names.map(name => [name, { type: 'boolean' }]),
  ),
};

function scorecardOf(list: readonly Check[]): CompiledScorecard {
  const document = {
    apiVersion: 'airworthy.dev/v1',
    kind: 'Scorecard',
    metadata: { name: 'laws', title: 'Laws' },
    spec: {
      appliesTo: { kind: 'Component' },
      levels: levels.map(id => ({ id, title: id })),
      checks: list.map(({ name, conditional, ...rest }) => ({
        ...rest,
        id: name,
        title: name,
        category: 'c',
        message: 'm',
        when: conditional ? `applies.${name}` : undefined,
        pass: `holds.${name}`,
      })),
    },
  };
  const { scorecard, problems } = compileScorecard({
    text: JSON.stringify(document),
    source: 'laws',
    schemas: { holds: lab, applies: lab },
  });
  if (!scorecard) throw new Error(JSON.stringify(problems));
  return scorecard;
}

function factsOf({ holds, applies }: Service): FactSet[] {
  const known = (values: Record<string, Known>) =>
    Object.fromEntries(
      Object.entries(values).filter(
        (entry): entry is [string, boolean] => entry[1] !== undefined,
      ),
    );
  return [factSet('holds', known(holds)), factSet('applies', known(applies))];
}

function evaluate(
  list: readonly Check[],
  subject: Service,
  at: Date = now,
): Report {
  return evaluateScorecard({
    scorecard: scorecardOf(list),
    entityRef: 'component:default/x',
    facts: factsOf(subject),
    now: at,
    exemptions: subject.exemptions,
  });
}

const rank = ({ level }: Report) =>
  level === null ? -1 : levels.indexOf(level);
const score = (report: Report) => report.score ?? -1;

/** The same service with one fact other than it was. */
function withFact(subject: Service, name: string, value: Known): Service {
  return { ...subject, holds: { ...subject.holds, [name]: value } };
}

function withExemption(subject: Service, granted: GrantedExemption): Service {
  return { ...subject, exemptions: [...subject.exemptions, granted] };
}

/** Checks a law for any scorecard, service, and name of a check. */
function forAll(
  law: (list: Check[], subject: Service, name: string) => void,
): void {
  fc.assert(fc.property(checks, service, fc.constantFrom(...names), law), {
    numRuns: 300,
  });
}

/** Checks a law for any scorecard, service, and exemption. */
function forEachExemption(
  law: (list: Check[], subject: Service, granted: GrantedExemption) => void,
): void {
  fc.assert(fc.property(checks, service, exemption, law), { numRuns: 300 });
}

describe('evaluation', () => {
  it('never lowers level or score for a pass more', () => {
    forAll((list, subject, name) => {
      const before = evaluate(list, subject);
      const after = evaluate(list, withFact(subject, name, true));
      expect(rank(after)).toBeGreaterThanOrEqual(rank(before));
      expect(score(after)).toBeGreaterThanOrEqual(score(before));
    });
  });

  it('never takes unknown for a pass', () => {
    forAll((list, subject, name) => {
      const before = evaluate(list, withFact(subject, name, true));
      const after = evaluate(list, withFact(subject, name, undefined));
      expect(rank(after)).toBeLessThanOrEqual(rank(before));
      expect(score(after)).toBeLessThanOrEqual(score(before));

      const passed = after.results.filter(({ status }) => status === 'pass');
      for (const result of passed) {
        expect(result.check).not.toBe(name);
        expect(subject.holds[result.check]).toBe(true);
      }
    });
  });

  it('never lowers level or score for knowing that a check fails', () => {
    forAll((list, subject, name) => {
      const before = evaluate(list, withFact(subject, name, undefined));
      const after = evaluate(list, withFact(subject, name, false));
      expect(rank(after)).toBe(rank(before));
      expect(score(after)).toBe(score(before));
      expect(after.coverage).toBeGreaterThanOrEqual(before.coverage);
    });
  });

  it('does not depend on the order of checks', () => {
    const byCheck = (report: Report) => ({
      ...report,
      results: [...report.results].sort((a, b) => (a.check < b.check ? -1 : 1)),
    });
    forAll((list, subject, name) => {
      const middle = names.indexOf(name) % list.length;
      const shuffled = [
        ...list.slice(middle).reverse(),
        ...list.slice(0, middle),
      ];
      expect(byCheck(evaluate(shuffled, subject))).toEqual(
        byCheck(evaluate(list, subject)),
      );
    });
  });

  it('reaches levels from the lowest up, and stands at the highest reached', () => {
    forAll((list, subject) => {
      const report = evaluate(list, subject);
      const reached = report.levels.filter(level => level.reached);
      expect(reached).toEqual(report.levels.slice(0, reached.length));
      expect(report.level).toBe(reached.at(-1)?.id ?? null);
    });
  });

  it('never lowers level or score for an exemption', () => {
    forEachExemption((list, subject, granted) => {
      const before = evaluate(list, subject);
      const after = evaluate(list, withExemption(subject, granted));
      expect(rank(after)).toBeGreaterThanOrEqual(rank(before));
      // Where nothing is left to be scored, there was nothing to lose.
      expect(after.score ?? 0).toBeGreaterThanOrEqual(before.score ?? 0);
    });
  });

  it('touches nothing but failures and unknowns for an exemption', () => {
    forEachExemption((list, subject, granted) => {
      const without = evaluate(list, { ...subject, exemptions: [] });
      const { results } = evaluate(list, withExemption(subject, granted));
      const isExempt = (_: unknown, index: number) =>
        results[index].status === 'exempt';
      const isNot = (_: unknown, index: number) => !isExempt(_, index);
      expect(results.filter(isNot)).toEqual(without.results.filter(isNot));
      expect(results.filter(isExempt).map(({ excused }) => excused)).toEqual(
        without.results.filter(isExempt).map(({ status }) => status),
      );
      expect(without.counts.pass).toBe(
        results.filter(({ status }) => status === 'pass').length,
      );
    });
  });

  it('counts no exemption that has ended', () => {
    forEachExemption((list, subject, { check: id, reason }) => {
      const ended = { check: id, reason, expiresAt: now.toISOString() };
      expect(evaluate(list, withExemption(subject, ended))).toEqual(
        evaluate(list, subject),
      );
    });
  });

  it('gives the same report until the first exemption ends', () => {
    forAll((list, subject) => {
      const report = evaluate(list, subject);
      const end = firstExemptionEnd(report) ?? inDays(1000);
      const justBefore = new Date(Date.parse(end) - 1);
      expect(evaluate(list, subject, justBefore)).toEqual(report);
    });
  });

  it('keeps its numbers within their bounds', () => {
    forAll((list, subject) => {
      const { coverage, counts, ...report } = evaluate(list, subject);
      expect(coverage).toBeGreaterThanOrEqual(0);
      expect(coverage).toBeLessThanOrEqual(1);
      expect(coverage === 1).toBe(counts.unknown === 0);

      const applicable = counts.pass + counts.fail + counts.unknown;
      expect(report.score === null).toBe(applicable === 0);
      expect(report.score === 100).toBe(
        applicable > 0 && counts.pass === applicable,
      );
      expect(report.score ?? 0).toBeGreaterThanOrEqual(0);
      expect(report.score ?? 0).toBeLessThanOrEqual(100);
    });
  });

  it('has a next step for what fails, and none for what is not open', () => {
    forAll((list, subject) => {
      const { nextSteps, results } = evaluate(list, subject);
      const of = (...statuses: ResultStatus[]) =>
        results
          .filter(({ status }) => statuses.includes(status))
          .map(({ check: id }) => id);
      expect(new Set(nextSteps).size).toBe(nextSteps.length);
      expect(nextSteps).toEqual(expect.arrayContaining(of('fail')));
      expect(of('fail', 'unknown')).toEqual(expect.arrayContaining(nextSteps));
    });
  });

  it('gives the same report for the same input', () => {
    forAll((list, subject) => {
      expect(evaluate(list, subject)).toEqual(evaluate(list, subject));
    });
  });
});
