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
  /** What has to follow, soon and before another place of the kind begins. */
  followedBy?: { pattern: RegExp; until: RegExp };
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
    pattern: routePattern(sources, path),
  }));
}

/**
 * Rules for health that asks what the service depends on: a health or
 * readiness route, or a function named after one, in which a dependency is
 * asked.
 *
 * @param sources - routes, as for {@link routeRules}
 */
export function dependencyHealthRules(options: {
  sources: string[];
  afterRoute: RegExp;
  functions: RegExp;
  afterFunction: RegExp;
  asks: RegExp;
}): SignalRule[] {
  const { sources, afterRoute, functions, afterFunction, asks } = options;
  const signal = 'dependency-health';
  const path = `(?:${healthPath}|${readinessPath})`;
  return [
    {
      signal,
      words: ['health', 'live', 'read', '_status', 'ping'],
      pattern: routePattern(sources, path),
      followedBy: { pattern: asks, until: afterRoute },
    },
    {
      signal,
      words: ['ealth', 'ead'],
      pattern: functions,
      followedBy: { pattern: asks, until: afterFunction },
    },
  ];
}

function routePattern(sources: string[], path: string): RegExp {
  return new RegExp(
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
  );
}
