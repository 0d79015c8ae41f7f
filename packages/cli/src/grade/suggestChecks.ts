import { CompiledScorecard } from '@airworthy/backstage-plugin-readiness-common';

/** The checks that share most of their words with what was asked for, to end a sentence. */
export function suggestChecks(
  id: string,
  scorecards: CompiledScorecard[],
): string {
  const words = id.toLowerCase().split(/[^a-z0-9]+/);
  const ids = scorecards.flatMap(({ checks }) => checks.map(check => check.id));
  const near = [...new Set(ids)]
    .map(known => ({
      known,
      shared: words.filter(word => known.split('-').includes(word)).length,
    }))
    .filter(({ shared }) => shared > 0)
    .sort((a, b) => b.shared - a.shared)
    .slice(0, 3)
    .map(({ known }) => known);
  return near.length > 0 ? `; the closest are ${near.join(', ')}` : '';
}
