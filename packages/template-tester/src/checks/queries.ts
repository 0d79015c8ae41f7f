import { brokenQueries } from '@airworthy/golden-paths';
import { Check } from './Check';

/** What dashboards, analyses and objectives ask Prometheus, which nothing else reads before it is asked. */
export const prometheusQueries: Check = {
  id: 'queries',
  title: 'Queries of dashboards, analyses and objectives',
  looksAt: ({ path, text, isOfChart }) =>
    !isOfChart && brokenQueries(path, text) !== undefined,
  async run([{ path, text }]) {
    return {
      findings: brokenQueries(path, text)!.map(({ place, query }) => ({
        path,
        message: `${place} is no PromQL: ${query.replace(/\s+/g, ' ').trim()}`,
      })),
    };
  },
};
