import { RepoFacts } from '../../facts';

/** Frameworks of JavaScript that find routes by the names of files. */
const rules: { signal: string; path: RegExp }[] = [
  {
    // Next.js: route handlers, and API routes of the older router.
    signal: 'health-route',
    path: /(?:^|\/)(?:app\/(?:[^/]+\/)*(?:healthz?|health-?check|livez?)\/route|pages\/api\/(?:[^/]+\/)*(?:healthz?|health-?check|livez?))\.[jt]sx?$/,
  },
  {
    signal: 'readiness-route',
    path: /(?:^|\/)(?:app\/(?:[^/]+\/)*(?:ready|readyz|readiness)\/route|pages\/api\/(?:[^/]+\/)*(?:ready|readyz|readiness))\.[jt]sx?$/,
  },
  {
    // Remix: resource routes.
    signal: 'health-route',
    path: /(?:^|\/)app\/routes\/(?:[\w$]{1,60}\.)?(?:healthz?|health-?check|livez?)\.[jt]sx?$/,
  },
  {
    signal: 'error-handler',
    path: /(?:^|\/)app\/global-error\.[jt]sx?$/,
  },
];

/** What a file is for by its path alone. */
export function findFileRoutes(
  path: string,
  language: string,
): RepoFacts['source']['signals'] {
  return rules
    .filter(rule => rule.path.test(path))
    .map(({ signal }) => ({ path, line: 1, language, signal }));
}
