import { rateLimitOf } from './rateLimit';

const now = Date.parse('2030-01-01T12:00:00.000Z');
const said = (headers: Record<string, string>) =>
  rateLimitOf(new Headers(headers), now);

describe('rateLimitOf', () => {
  it('reads what GitHub and GitLab say', () => {
    const budget = { limit: 60, remaining: 0, resetsAt: 1_893_499_200_000 };
    const headers = { limit: '60', remaining: '0', reset: '1893499200' };
    for (const prefix of ['X-RateLimit-', 'RateLimit-']) {
      const named = Object.entries(headers).map(([name, value]) => [
        `${prefix}${name}`,
        value,
      ]);
      expect(said(Object.fromEntries(named))).toEqual(budget);
    }
  });

  it('reads seconds and dates to wait', () => {
    expect(said({ 'retry-after': '30' }).retryAt).toBe(now + 30_000);
    expect(
      said({ 'retry-after': 'Tue, 01 Jan 2030 12:01:00 GMT' }).retryAt,
    ).toBe(now + 60_000);
  });

  it.each(['', '-1', '1e99', 'soon', '9'.repeat(400)])(
    'takes nothing from nonsense: %p',
    text => {
      expect(said({ 'x-ratelimit-reset': text, 'retry-after': text })).toEqual(
        {},
      );
    },
  );
});
