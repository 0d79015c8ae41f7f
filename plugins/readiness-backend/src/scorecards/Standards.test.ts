import { hashOf } from '../hashOf';
import { standardsOf } from './Standards';

describe('standardsOf', () => {
  it('tells reports of the first evaluation from those of today', () => {
    // As it was before results said what they wait for.
    expect(standardsOf([], false).hash).not.toBe(hashOf([false]));
  });

  it('tells one choice about exemptions in repositories from another', () => {
    const { hash } = standardsOf([], false);
    expect(standardsOf([], false).hash).toBe(hash);
    expect(
      standardsOf([], { expiryRequired: true, longestDays: 30 }).hash,
    ).not.toBe(hash);
  });
});
