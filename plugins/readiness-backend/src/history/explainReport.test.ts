import {
  compileScorecard,
  evaluateScorecard,
  FactSet,
  GrantedExemption,
  Report,
} from '@airworthy/backstage-plugin-readiness-common';
import fc from 'fast-check';
import { explainReport } from './explainReport';
import { Circumstances } from './inputs';

const names = ['a', 'b', 'c'] as const;
type Name = (typeof names)[number];

/** A rule that asks of each fact more or less, and one that looks at the clock. */
interface Rule {
  least: Record<Name, number>;
  /** Weight of all checks but the last. */
  weight: number;
  /** Whether there is a check by the clock. */
  clock: boolean;
}

const check = (id: string, pass: string, weight: number) => ({
  id,
  title: id,
  level: id === 'a' ? 'L1' : 'L2',
  category: 'c',
  weight,
  pass,
  message: 'm',
});

function compile({ least, weight, clock }: Rule) {
  const { scorecard, problems } = compileScorecard({
    text: JSON.stringify({
      apiVersion: 'airworthy.dev/v1',
      kind: 'Scorecard',
      metadata: { name: 'lab', title: 'Lab' },
      spec: {
        appliesTo: { kind: 'Component' },
        levels: ['L1', 'L2'].map(id => ({ id, title: id })),
        checks: [
          ...names.map(name =>
            check(name, `lab.${name} >= ${least[name]}.0`, weight),
          ),
          ...(clock
            ? [
                check(
                  'clock',
                  'now < timestamp("2030-01-02T00:00:00Z") || lab.a > 7.0',
                  1,
                ),
              ]
            : []),
        ],
      },
    }),
    source: 'lab',
    schemas: {
      lab: {
        type: 'object',
        properties: Object.fromEntries(
          names.map(name => [name, { type: 'number' }]),
        ),
      },
    },
  });
  if (!scorecard) throw new Error(JSON.stringify(problems));
  return scorecard;
}

type Facts = Partial<Record<Name, number>>;

const factSet = (value: Facts): FactSet => ({
  namespace: 'lab',
  value: { ...value },
  problems: [],
  observedAt: '2030-01-01T00:00:00.000Z',
  expiresAt: '2030-01-05T00:00:00.000Z',
});

const circumstances = (
  facts: Facts,
  at = '2030-01-01T00:00:00.000Z',
  exemptions: GrantedExemption[] = [],
): Circumstances => ({
  facts: [factSet(facts)],
  now: new Date(at),
  exemptions,
});

const lenient: Rule = { least: { a: 1, b: 1, c: 1 }, weight: 1, clock: true };
const strict: Rule = { ...lenient, least: { a: 5, b: 5, c: 5 } };

interface Moment {
  rule: Rule;
  made: Circumstances;
}

function reportAt({ rule, made }: Moment): Report {
  return evaluateScorecard({
    ...made,
    scorecard: compile(rule),
    entityRef: 'component:default/one',
  });
}

function explain(before: Moment, after: Moment, known = true) {
  return explainReport({
    before: {
      revision: compile(before.rule).revision,
      statuses: new Map(
        reportAt(before).results.map(each => [each.check, each.status]),
      ),
      circumstances: known ? before.made : undefined,
    },
    scorecard: compile(after.rule),
    report: reportAt(after),
    circumstances: after.made,
  });
}

const all = { a: 9, b: 9, c: 9 };
const good: Moment = { rule: lenient, made: circumstances(all) };

describe('explainReport', () => {
  it('names the facts by which a service became worse', () => {
    const worse = { ...good, made: circumstances({ ...all, b: 0 }) };
    const { changes, steps } = explain(good, worse);
    expect(changes).toEqual([
      {
        check: 'b',
        from: 'pass',
        to: 'fail',
        cause: 'service',
        facts: [{ path: 'lab.b', from: '9', to: '0' }],
      },
    ]);
    expect(steps.map(({ cause, report }) => [cause, report.score])).toEqual([
      ['service', 75],
    ]);
  });

  it('tells a stricter rule from a better service', () => {
    const before = { ...good, made: circumstances({ a: 3, b: 3, c: 0 }) };
    const after = { rule: strict, made: circumstances({ a: 3, b: 9, c: 9 }) };
    const { changes, steps } = explain(before, after);
    expect(changes).toMatchObject([
      {
        check: 'a',
        to: 'fail',
        cause: 'rule',
        fromRevision: expect.any(String),
      },
      { check: 'c', to: 'pass', cause: 'service' },
    ]);
    expect(
      steps.map(({ cause, report: { level, score } }) => [cause, level, score]),
    ).toEqual([
      ['rule', null, 50],
      ['service', null, 75],
    ]);
  });

  it('says why data is missing, and was', () => {
    const without = { ...good, made: circumstances({ a: 9, c: 9 }) };
    const reason = 'The fact lab.b was not observed.';
    expect(explain(good, without).changes).toEqual([
      { check: 'b', from: 'pass', to: 'unknown', cause: 'data', reason },
    ]);
    expect(explain(without, good).changes).toEqual([
      { check: 'b', from: 'unknown', to: 'pass', cause: 'data', reason },
    ]);
    const stale = { ...good, made: circumstances(all, '2030-01-06T00:00:00Z') };
    expect(explain(good, stale).changes.map(({ cause }) => cause)).toEqual([
      'data',
      'data',
      'data',
      'data',
    ]);
  });

  it('tells time from facts that changed without effect', () => {
    const before = { ...good, made: circumstances({ ...all, a: 6 }) };
    const later = (a: number): Moment => ({
      ...good,
      made: circumstances({ ...all, a }, '2030-01-03T00:00:00Z'),
    });
    expect(explain(before, later(5)).changes).toMatchObject([
      { check: 'clock', to: 'fail', cause: 'time' },
    ]);
    expect(explain(later(5), later(9)).changes).toMatchObject([
      { check: 'clock', to: 'pass', cause: 'service' },
    ]);
  });

  it('says why a result is exempt, and how that ended', () => {
    const bad = { a: 9, b: 0, c: 9 };
    const exempt = { check: 'b', reason: 'It retires.' };
    const until = { ...exempt, expiresAt: '2030-01-01T12:00:00.000Z' };
    const at = (moment: string, exemptions: GrantedExemption[]): Moment => ({
      ...good,
      made: circumstances(bad, moment, exemptions),
    });
    const early = '2030-01-01T00:00:00Z';
    const late = '2030-01-01T13:00:00Z';
    expect(explain(at(early, []), at(early, [exempt])).changes).toEqual([
      {
        check: 'b',
        from: 'fail',
        to: 'exempt',
        cause: 'exemption',
        reason: 'It retires.',
      },
    ]);
    expect(explain(at(early, [until]), at(late, [until])).changes).toEqual([
      {
        check: 'b',
        from: 'exempt',
        to: 'fail',
        cause: 'exemption',
        reason: 'It expired on 2030-01-01: It retires.',
      },
    ]);
    expect(explain(at(early, [until]), at(early, [])).changes[0].reason).toBe(
      'It ended: It retires.',
    );
    expect(
      explain(at(early, [exempt]), { ...good, made: circumstances(all) })
        .changes,
    ).toMatchObject([{ from: 'exempt', to: 'pass', cause: 'service' }]);
  });

  it('makes do with the statuses where nothing else was kept', () => {
    const worse = { ...good, made: circumstances({ ...all, b: 0 }) };
    const without = { ...good, made: circumstances({ a: 9, c: 9 }) };
    expect(explain(good, worse, false).changes).toEqual([
      { check: 'b', from: 'pass', to: 'fail', cause: 'service' },
    ]);
    expect(explain(without, good, false).changes).toMatchObject([
      { check: 'b', cause: 'data' },
    ]);
    expect(
      explain(good, { rule: strict, made: worse.made }, false).changes,
    ).toMatchObject([{ check: 'b', cause: 'rule' }]);
  });

  it('leads from any report to any other, and misses no change', () => {
    const value = fc.option(fc.integer({ min: 0, max: 9 }), { nil: undefined });
    const facts = fc.record({ a: value, b: value, c: value });
    const least = fc.constantFrom(1, 5, 8);
    const rule = fc.record({
      least: fc.record({ a: least, b: least, c: least }),
      weight: fc.constantFrom(1, 2.5),
      clock: fc.boolean(),
    });
    const exemptions = fc.subarray<GrantedExemption>([
      { check: 'a', reason: 'Old.', expiresAt: '2030-01-02T12:00:00.000Z' },
      { check: 'b', reason: 'New.' },
      { reason: 'All.', expiresAt: '2030-01-01T12:00:00.000Z' },
    ]);
    const day = fc.integer({ min: 1, max: 4 });
    const moment = fc.record({ rule, facts, exemptions });
    fc.assert(
      fc.property(
        moment,
        moment,
        fc.subarray(['rule', 'facts', 'exemptions'] as const),
        day,
        day,
        fc.boolean(),
        (first, second, same, firstDay, days, known) => {
          const later = { ...second };
          for (const part of same)
            Object.assign(later, { [part]: first[part] });
          const at = (
            { rule: made, facts: values, exemptions: granted }: typeof first,
            n: number,
          ): Moment => {
            const present = Object.entries(values).filter(
              entry => entry[1] !== undefined,
            );
            return {
              rule: made,
              made: circumstances(
                Object.fromEntries(present),
                `2030-01-0${n}T00:00:00.000Z`,
                granted,
              ),
            };
          };
          const before = at(first, firstDay);
          const after = at(later, firstDay + days);
          const from = reportAt(before);
          const to = reportAt(after);
          const { changes, steps } = explain(before, after, known);

          const last = steps.at(-1)?.report ?? from;
          expect([last.level, last.score, last.counts]).toEqual([
            to.level,
            to.score,
            to.counts,
          ]);
          const changed = to.results.flatMap(({ check: id, status }) => {
            const old = from.results.find(each => each.check === id);
            return old && old.status !== status
              ? [[id, old.status, status]]
              : [];
          });
          expect(changes.map(each => [each.check, each.from, each.to])).toEqual(
            changed,
          );
          const causes = steps.map(({ cause }) => cause);
          expect(causes).toEqual([...new Set(causes)]);
          expect(causes).toEqual(
            expect.arrayContaining(changes.map(({ cause }) => cause)),
          );
          const impossible = new Set([
            ...(same.includes('rule') ? ['rule'] : []),
            ...(known && same.includes('facts') ? ['service'] : []),
          ]);
          expect(causes.filter(cause => impossible.has(cause))).toEqual([]);
        },
      ),
      { numRuns: 300 },
    );
  });
});
