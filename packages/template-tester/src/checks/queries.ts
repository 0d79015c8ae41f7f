import { brokenQueries } from '@airworthy/golden-paths';
import { Check } from './Check';

/** Each file with such queries has one of these. */
const words = /\b(?:panels|rows|(?:Cluster)?AnalysisTemplate|SLO)\b/;

/** What dashboards, analyses and objectives ask Prometheus, which nothing else reads before it is asked. */
export const prometheusQueries: Check = {
  id: 'queries',
  title: 'Queries of dashboards, analyses and objectives',
  looksAt: ({ path, text, isOfChart }) =>
    !isOfChart && /\.(?:ya?ml|json)$/.test(path) && words.test(text),
  async run([{ path, text }]) {
    return {
      findings: brokenQueries(path, text).map(({ place, query }) => ({
        path,
        message: `${place} is no PromQL: ${query.replace(/\s+/g, ' ').trim()}`,
      })),
    };
  },
};
