import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const page = join(__dirname, '../../../../docs/golden-paths.md');

/** The golden path that the guide has whole: its files, by the paths that stand above them. */
export function filesOfGuide(): Record<string, string> {
  const [, whole] = readFileSync(page, 'utf8').split('\n### A whole one\n');
  const [section] = whole.split('\n### ');
  return Object.fromEntries(
    [...section.matchAll(/^`(\S+)`[^`]*:\n\n```\w+\n(.*?)^```$/gms)].map(
      ([, path, text]) => [path, text],
    ),
  );
}
