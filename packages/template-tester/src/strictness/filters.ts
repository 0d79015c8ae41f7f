import * as nunjucks from 'nunjucks';
import { TemplateNode } from './parse';

/** What the scaffolder adds to the filters of nunjucks. */
const ownFilters = new Set([
  'parseEntityRef',
  'parseRepoUrl',
  'pick',
  'projectSlug',
]);

const environment = new nunjucks.Environment();

/** The filters in an expression that Backstage does not bring, as a portal may have its own. */
export function foreignFilters(root: TemplateNode): string[] {
  return filtersIn(root).filter(name => !isKnown(name));
}

function filtersIn(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(filtersIn);
  if (typeof node !== 'object' || node === null) return [];
  const { typename, name } = node as { typename?: string; name?: unknown };
  const own =
    typename === 'Filter' ? [String((name as { value: unknown }).value)] : [];
  return [...own, ...Object.values(node).flatMap(filtersIn)];
}

function isKnown(name: string): boolean {
  if (ownFilters.has(name)) return true;
  try {
    return Boolean(environment.getFilter(name));
  } catch {
    return false;
  }
}
