import { JsonObject, JsonValue } from '@backstage/types';
import { isJsonObject } from '../template/isJsonObject';
import { Query } from './Query';

/** Whether a file is a dashboard of Grafana. */
export function isDashboard({ panels, rows, kind }: JsonObject): boolean {
  return [panels, rows].some(Array.isArray) && kind === undefined;
}

/** What a dashboard asks Prometheus: in its panels, annotations and variables. */
export function queriesOfDashboard(dashboard: JsonObject): Query[] {
  const isPrometheus = prometheusOf(dashboard);
  const panels = panelsOf(dashboard).flatMap(
    ({ title, id, datasource, targets }, index) =>
      objectsIn(targets).flatMap(target =>
        isPrometheus(target.datasource, datasource)
          ? queryOf(
              target.expr,
              `panel "${nameOf(index, title, id)}", query ${
                typeof target.refId === 'string' ? target.refId : ''
              }`,
            )
          : [],
      ),
  );
  const annotations = objectsIn(dashboard.annotations, 'list').flatMap(
    ({ name, datasource, expr }, index) =>
      isPrometheus(datasource)
        ? queryOf(expr, `annotation "${nameOf(index, name)}"`)
        : [],
  );
  const variables = objectsIn(dashboard.templating, 'list').flatMap(
    ({ type, name, datasource, query }, index) =>
      type === 'query' && isPrometheus(datasource)
        ? queryOf(askedBy(query), `variable "${nameOf(index, name)}"`)
        : [],
  );
  return [...panels, ...annotations, ...variables];
}

/** Panels may lie in others, or in rows; none that Grafana would show is deep in them. */
function panelsOf(part: JsonObject, depth = 100): JsonObject[] {
  if (depth === 0) return [];
  return [...objectsIn(part.panels), ...objectsIn(part.rows)].flatMap(panel => [
    panel,
    ...panelsOf(panel, depth - 1),
  ]);
}

/** The first name that there is, or else the place among its like, from 1. */
function nameOf(
  index: number,
  ...names: (JsonValue | undefined)[]
): string | number {
  const name = names.find(
    each => typeof each === 'number' || (typeof each === 'string' && each),
  );
  return (name as string | number | undefined) ?? `#${index + 1}`;
}

function objectsIn(value: JsonValue | undefined, key?: string): JsonObject[] {
  const list = key !== undefined && isJsonObject(value) ? value[key] : value;
  return Array.isArray(list) ? list.filter(isJsonObject) : [];
}

function queryOf(query: JsonValue | undefined, place: string): Query[] {
  return typeof query === 'string' && query.trim() !== ''
    ? [{ query, place: place.trim() }]
    : [];
}

/** The PromQL in the query of a variable, where it has any. */
function askedBy(query: JsonValue | undefined): string | undefined {
  const text = isJsonObject(query) ? query.query : query;
  if (typeof text !== 'string') return undefined;
  const [, name, argument] =
    /^\s*(label_values|label_names|metrics|query_result)\s*\((.*)\)\s*$/s.exec(
      text,
    ) ?? [];
  switch (name) {
    case undefined:
      return text;
    case 'query_result':
      return argument;
    case 'label_values':
      // The label comes last; without anything before it, of any metric.
      return /^(.*),[^,{}]*$/s.exec(argument)?.[1];
    default:
      return undefined;
  }
}

/**
 * Tells whether a source of data is Prometheus, which is the first of those
 * given that names any. Without one it is Grafana's default, which counts as
 * Prometheus; a mere name says nothing, unless the dashboard gives it a kind.
 */
function prometheusOf(
  dashboard: JsonObject,
): (...sources: (JsonValue | undefined)[]) => boolean {
  const kinds = new Map([
    ...objectsIn(dashboard.__inputs).map(
      ({ name, pluginId }) => [name, pluginId] as const,
    ),
    ...objectsIn(dashboard.templating, 'list')
      .filter(({ type }) => type === 'datasource')
      .map(({ name, query }) => [name, query] as const),
  ]);
  return (...sources) => {
    for (const source of sources) {
      const { type, uid } = isJsonObject(source)
        ? source
        : { type: undefined, uid: source };
      // Each query of the panel has its own.
      if (uid === '-- Mixed --') continue;
      if (type) return type === 'prometheus';
      if (uid && uid !== 'default') {
        const variable =
          typeof uid === 'string' ? /^\$\{?(\w+)\}?$/.exec(uid) : null;
        return variable !== null && kinds.get(variable[1]) === 'prometheus';
      }
    }
    return true;
  };
}
