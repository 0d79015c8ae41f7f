import { measure, Verdict } from './__testUtils__/accuracy/measure';

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
