import { parseYamlDocuments } from '../../yaml/readYaml';
import { asObject } from '../files/plainValues';
import { SignalCollection } from './findSignals';

/** The configuration of a Backstage app that goes into the product. */
export function isBackstageConfig(path: string): boolean {
  return /(^|\/)app-config(\.production)?\.yaml$/.test(path);
}

/** Finds what the configuration of a Backstage backend switches on. */
export function findBackstageSignals(
  path: string,
  text: string,
  found: SignalCollection,
): void {
  for (const { value, lineOf } of parseYamlDocuments(text).documents) {
    const { rateLimit } = asObject(asObject(value).backend);
    const { global, plugin } = asObject(rateLimit);
    if (rateLimit && (global !== false || plugin)) {
      found.add({
        path,
        line: lineOf(['backend', 'rateLimit']),
        language: 'yaml',
        signal: 'rate-limit',
      });
    }
  }
}
