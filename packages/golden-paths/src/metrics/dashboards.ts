import { JsonObject, JsonValue } from '@backstage/types';
import { isJsonObject } from '../template/isJsonObject';
import { Query } from './Query';

/** Whether a file is a dashboard of Grafana. */
export function isDashboard(
  value: unknown,
): value is JsonObject & { kind?: never } {
  return (
    isJsonObject(value) &&
    [value.panels, value.rows].some(Array.isArray) &&
    value.kind === undefined
  );
}

/** What a dashboard asks Prometheus: in its panels, annotations and variables. */
export function queriesOfDashboard(dashboard: JsonObject): Query[] {
  const isPrometheus = prometheusOf(dashboard);
  const panels = panelsOf(dashboard).flatMap(panel =>
    objectsIn(panel.targets).flatMap(target =>
      isPrometheus(target.datasource ?? panel.datasource)
        ? queryOf(
            target.expr,
            `panel "${panel.title ?? panel.id}", query ${target.refId ?? ''}`,
          )
        : [],
    ),
  );
  const annotations = objectsIn(dashboard.annotations, 'list').flatMap(
    ({ name, datasource, expr }) =>
      isPrometheus(datasource) ? queryOf(expr, `annotation "${name}"`) : [],
  );
  const variables = objectsIn(dashboard.templating, 'list').flatMap(
    ({ type, name, datasource, query }) =>
      type === 'query' && isPrometheus(datasource)
        ? queryOf(askedBy(query), `variable "${name}"`)
        : [],
  );
  return [...panels, ...annotations, ...variables];
}

/** Panels may lie in others, or in rows. */
function panelsOf(part: JsonObject): JsonObject[] {
  return [...objectsIn(part.panels), ...objectsIn(part.rows)].flatMap(panel => [
    panel,
    ...panelsOf(panel),
  ]);
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
 * Tells whether a source of data is Prometheus. One that says no kind counts as
 * Prometheus, unless its name is one that the dashboard gives another kind.
 */
function prometheusOf(
  dashboard: JsonObject,
): (source: JsonValue | undefined) => boolean {
  const kinds = new Map<string, JsonValue | undefined>([
    ...objectsIn(dashboard.__inputs).map(
      ({ name, pluginId }) => [String(name), pluginId] as const,
    ),
    ...objectsIn(dashboard.templating, 'list')
      .filter(({ type }) => type === 'datasource')
      .map(({ name, query }) => [String(name), query] as const),
  ]);
  return source => {
    const { type, uid } = isJsonObject(source)
      ? source
      : { type: undefined, uid: source };
    const name = /^\$\{?(\w+)\}?$/.exec(String(uid))?.[1];
    const kind = type ?? kinds.get(String(name)) ?? 'prometheus';
    return kind === 'prometheus';
  };
}
