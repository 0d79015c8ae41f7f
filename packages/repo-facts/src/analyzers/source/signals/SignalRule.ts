/** How a line of code gives away what it does. */
export interface SignalRule {
  signal: string;
  /** Words of which the text has at least one; far faster to look for. */
  words: string[];
  /**
   * Looked for in code without comments; what it matches begins outside of a
   * string. No quantifier within a quantifier.
   */
  pattern: RegExp;
}

/** The last part of paths that answer whether a service is alive. */
const healthPath =
  '(?:_?healthz?|health[-_]?check|livez?|liveness|alive|_status|ping)';

/** The last part of paths that answer whether it can take requests. */
const readinessPath = '(?:readyz?|readiness)';

/** Signals of routes, by the last part of their paths. */
export const routePaths: { signal: string; words: string[]; path: string }[] = [
  {
    signal: 'health-route',
    words: ['health', 'live', 'alive', '_status', 'ping'],
    path: healthPath,
  },
  { signal: 'readiness-route', words: ['read'], path: readinessPath },
  { signal: 'metrics-route', words: ['metrics'], path: 'metrics' },
];

/**
 * A rule for each kind of route.
 *
 * @param sources - patterns in which `PATH` stands for the literal of a path
 * that begins with a slash, and `NAME` for one that need not
 */
export function routeRules(sources: string[]): SignalRule[] {
  return routePaths.map(({ signal, words, path }) => ({
    signal,
    words,
    pattern: new RegExp(
      sources
        .map(source =>
          source
            .replaceAll(
              'PATH',
              `["'\`](?:[A-Z]{3,7} )?[\\w/.-]{0,60}/${path}/?["'\`]`,
            )
            .replaceAll('NAME', `["'\`][\\w/.^-]{0,60}\\b${path}/?\\$?["'\`]`),
        )
        .join('|'),
    ),
  }));
}
