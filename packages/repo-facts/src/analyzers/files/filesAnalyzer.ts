import { Analyzer } from '../Analyzer';
import { firstValueLine, isEnvironmentFile } from './environmentFile';
import { languageOf } from './languages';

/** States what kinds of files there are. */
export const filesAnalyzer: Analyzer<'files'> = {
  section: 'files',
  scope: 'entity',
  async analyze({ listing, read }) {
    const paths = listing.files.map(file => file.path);
    const env = [];
    for (const path of paths.filter(isEnvironmentFile)) {
      const line = firstValueLine((await read(path)) ?? '');
      if (line !== undefined) {
        env.push({ path, line });
      }
    }
    return {
      count: paths.length,
      env,
      languages: languagesOf(paths),
    };
  },
};

function languagesOf(paths: string[]): string[] {
  const counts = new Map<string, number>();
  for (const path of paths) {
    const language = languageOf(path);
    if (language) {
      counts.set(language, (counts.get(language) ?? 0) + 1);
    }
  }
  return [...counts]
    .sort(([a, m], [b, n]) => n - m || a.localeCompare(b))
    .map(([language]) => language);
}
