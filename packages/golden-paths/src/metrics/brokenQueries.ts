import { queriesIn } from './queriesIn';
import { readPromQl } from './readPromQl';

/**
 * A query that Prometheus would refuse.
 *
 * @public
 */
export interface BrokenQuery {
  query: string;
  /** Such as `panel "Errors", query A`, or the path of its key. */
  place: string;
}

/**
 * The queries of a Grafana dashboard, of an analysis of releases and of an
 * objective, and those of them that are no PromQL, whatever the values of their
 * variables. `undefined` for a file that is none of these. Rules are for
 * `promtool`, which knows more of them.
 *
 * @param path - whose ending says how it is read
 * @public
 */
export function brokenQueries(
  path: string,
  text: string,
): BrokenQuery[] | undefined {
  const { others } = queriesIn(path, text);
  if (others.length === 0) return undefined;
  return others
    .filter(({ query }) => readPromQl(query) === undefined)
    .map(({ query, place }) => ({ query, place }));
}
