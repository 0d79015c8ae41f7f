import { posix } from 'node:path';
import type { TextFile } from './Check';

/**
 * Tells the templates of Helm charts: below the folder `templates` beside a
 * `Chart.yaml`. One without an expression is what its name says.
 */
export function chartTemplates(
  paths: Iterable<string>,
): (file: TextFile) => boolean {
  const folders = [...paths]
    .filter(path => posix.basename(path) === 'Chart.yaml')
    .map(path => posix.join(posix.dirname(path), 'templates/'));
  return ({ path, text }) =>
    text.includes('{{') && folders.some(folder => path.startsWith(folder));
}

/** Why such a file is not looked at; the same for all of a folder. */
export function remarkOnChart({ path }: TextFile): string {
  return `${posix.dirname(
    path,
  )} has templates of a Helm chart, which were not checked: only Helm makes YAML of them`;
}
