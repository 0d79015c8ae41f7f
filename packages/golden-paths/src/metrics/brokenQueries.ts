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
 * objective that are no PromQL, whatever the values of their variables. Rules are
 * for `promtool`, which knows more of them.
 *
 * @param path - whose ending says how it is read
 * @public
 */
export function brokenQueries(path: string, text: string): BrokenQuery[] {
  return queriesIn(path, text)
    .others.filter(({ query }) => readPromQl(query) === undefined)
    .map(({ query, place }) => ({ query, place }));
}
