import { readFileSync } from 'fs';
import { accuracyPage, judgeCorpus, pagePath } from './__testUtils__/accuracy';
import { judge, measure, Verdict } from './__testUtils__/accuracy/measure';
import { compileBuiltInScorecard } from './compileBuiltInScorecards';

const verdict = (
  labelled: Verdict['labelled'],
  graded: Verdict['graded'],
): Verdict => ({
  repository: 'orders',
  check: 'runbook-exists',
  category: 'Operations',
  labelled,
  graded,
});

describe('measure', () => {
  it('counts a wrong pass against precision, and all else that is wrong against recall', () => {
    expect(
      measure([
        verdict('pass', 'pass'),
        verdict('pass', 'pass'),
        verdict('fail', 'fail'),
        verdict('not-applicable', 'pass'),
        verdict('pass', 'unknown'),
        verdict('not-applicable', 'fail'),
      ]),
    ).toEqual({
      passes: 3,
      rightPasses: 2,
      falsePasses: 1,
      missedPasses: 1,
      mixedUp: 1,
      precision: 2 / 3,
      recall: 2 / 4,
    });
  });

  it('has no share of nothing', () => {
    const { precision, recall } = measure([verdict('fail', 'fail')]);

    expect({ precision, recall }).toEqual({});
  });
});

describe('the corpus', () => {
  let verdicts: Verdict[];
  beforeAll(async () => {
    verdicts = await judgeCorpus();
  });

  it('is measured in docs/accuracy.md: npm run accuracy', () => {
    expect(readFileSync(pagePath, 'utf8')).toBe(accuracyPage(verdicts));
  });

  it('is graded rightly in each category', () => {
    const categories = new Set(verdicts.map(({ category }) => category));
    const poor = [...categories].filter(category => {
      const { precision = 1, recall = 1 } = measure(
        verdicts.filter(each => each.category === category),
      );
      return precision < 0.97 || recall < 0.95;
    });

    expect(poor).toEqual([]);
  });

  it('has labels for checks alone', async () => {
    const labels = {
      pass: ['runbook-exists', 'no-such-check'],
      'not-applicable': [],
      unknown: [],
    };
    const corpus = [{ name: 'orders', description: '', facts: {}, labels }];

    await expect(
      judge(corpus, await compileBuiltInScorecard('production-readiness')),
    ).rejects.toThrow('orders has labels for no check: no-such-check');
  });
});
