import { asList, asObject, asText } from '../files/plainValues';
import { goldenSignals } from './goldenSignals';

/** What a Grafana dashboard shows. */
export interface Dashboard {
  title: string;
  panels: number;
  signals: string[];
}

/** Reads a Grafana dashboard, or answers `undefined` for other JSON. */
export function readDashboard(text: string): Dashboard | undefined {
  let root: Record<string, unknown>;
  try {
    root = asObject(JSON.parse(text));
  } catch {
    return undefined;
  }
  const dashboard = root.dashboard ? asObject(root.dashboard) : root;
  const hasPanels =
    Array.isArray(dashboard.panels) || Array.isArray(dashboard.rows);
  const isDashboard =
    typeof dashboard.schemaVersion === 'number' ||
    (typeof dashboard.title === 'string' && Array.isArray(dashboard.panels));
  if (!hasPanels || !isDashboard) {
    return undefined;
  }
  const panels = panelsOf(dashboard);
  const words = panels.map(wordsOf).join('\n');
  return {
    title: asText(dashboard.title),
    panels: panels.length,
    signals: Object.entries(goldenSignals)
      .filter(([, pattern]) => pattern.test(words))
      .map(([signal]) => signal),
  };
}

/** Panels that show data, those in rows too. */
function panelsOf(dashboard: Record<string, unknown>) {
  return [
    ...asList(dashboard.panels),
    ...asList(dashboard.rows).flatMap(row => asList(asObject(row).panels)),
  ]
    .map(asObject)
    .flatMap(panel => [panel, ...asList(panel.panels).map(asObject)])
    .filter(({ type }) => type !== 'row' && type !== 'text');
}

function wordsOf(panel: Record<string, unknown>): string {
  const queries = asList(panel.targets)
    .map(asObject)
    .flatMap(target => [target.expr, target.query, target.rawSql].map(asText));
  return [asText(panel.title), ...queries].join('\n').slice(0, 20_000);
}
