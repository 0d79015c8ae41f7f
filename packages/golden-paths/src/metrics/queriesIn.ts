import { JsonObject } from '@backstage/types';
import { parseAllDocuments } from 'yaml';
import { isJsonObject } from '../template/isJsonObject';
import { yamlValueOf } from '../yaml/yamlValueOf';
import { isDashboard, queriesOfDashboard } from './dashboards';
import { Query } from './Query';

/** Analyses of releases. */
const analyses = ['AnalysisTemplate', 'ClusterAnalysisTemplate'];

/** No query is deeper in a file. */
const depth = 100;

/** What a file asks Prometheus, by what asks. */
export interface Queries {
  /** Rules that are alerts, or recorded. */
  rules: Query[];
  /** Dashboards, analyses and objectives. */
  others: Query[];
}

/** Finds what a file asks Prometheus. */
export function queriesIn(path: string, text: string): Queries {
  const values = valuesIn(path, text).filter(isJsonObject);
  return {
    rules: values.filter(isOfRules).flatMap(each => queriesOf(each)),
    others: values.flatMap(value => {
      if (isDashboard(value)) return queriesOfDashboard(value);
      return isAnalysisOrObjective(value) ? queriesOf(value) : [];
    }),
  };
}

/** What its documents say; nothing of what cannot be read. */
function valuesIn(path: string, text: string): unknown[] {
  if (/\.ya?ml$/.test(path)) {
    return Array.from(parseAllDocuments(text, { logLevel: 'silent' })).map(
      document => yamlValueOf(document).value,
    );
  }
  if (!path.endsWith('.json')) return [];
  try {
    return [JSON.parse(text)];
  } catch {
    return [];
  }
}

/** In the Prometheus operator's kind, or plain. */
function isOfRules({ kind, groups }: JsonObject): boolean {
  return (
    kind === 'PrometheusRule' || (kind === undefined && Array.isArray(groups))
  );
}

/** Objectives only as OpenSLO has them: others have a kind of the same name. */
function isAnalysisOrObjective({ kind, apiVersion }: JsonObject): boolean {
  return kind === 'SLO'
    ? typeof apiVersion === 'string' && apiVersion.startsWith('openslo/')
    : analyses.some(each => each === kind);
}

/** Each `expr` and `query` below a value, but for what asks something else. */
function queriesOf(value: unknown, place: string[] = []): Query[] {
  if (place.length > depth) return [];
  if (Array.isArray(value)) {
    return value.flatMap((each, index) =>
      queriesOf(each, [...place, String(index)]),
    );
  }
  if (!isJsonObject(value)) return [];
  // OpenSLO has { type: Datadog, spec: { query: … } } and, before that, { source: datadog, query: … }.
  const source = [value.type, value.source, value.metricSourceRef].find(
    each => typeof each === 'string',
  );
  if (source !== undefined && !/^prometheus$/i.test(source)) return [];
  const record = typeof value.record === 'string' ? value.record : undefined;
  return Object.entries(value).flatMap(([key, inner]) => {
    const there = [...place, key];
    if (key === 'provider' && isJsonObject(inner)) {
      return queriesOf(inner.prometheus, [...there, 'prometheus']);
    }
    return typeof inner === 'string' && (key === 'expr' || key === 'query')
      ? [{ query: inner, place: there.join('.'), record }]
      : queriesOf(inner, there);
  });
}
