import { didYouMean } from './closest';
import type { CompiledScorecard } from './compile';
import { PlacedMistake, YamlSource } from './YamlSource';

/** Stands for a check that does not exist, so that only that is complained of. */
const missingCheck = {
  title: 'Missing',
  category: 'Missing',
  pass: 'false',
  message: 'Missing.',
};

/**
 * Puts the checks of other scorecards where a document uses them. What the
 * document says besides stands instead of what the check says; its level is
 * never taken over.
 */
export function resolveUses(
  source: YamlSource,
  library: readonly CompiledScorecard[],
): { source: YamlSource; mistakes: PlacedMistake[] } {
  const { value } = source;
  const mistakes: PlacedMistake[] = [];
  if (!isRecord(value) || !isRecord(value.spec)) return { source, mistakes };
  const { checks } = value.spec;
  if (!Array.isArray(checks)) return { source, mistakes };

  const names = library.map(({ document }) => document.metadata.name);
  const resolved = checks.map((check: unknown, index) => {
    if (!isRecord(check) || typeof check.use !== 'string') return check;
    const { found, message } = find(check.use);
    if (message !== undefined) {
      const place = source.placeOf(['spec', 'checks', index, 'use']);
      mistakes.push({ ...place, message });
    }
    return {
      ...(found ?? { ...missingCheck, id: `missing-${index}` }),
      ...check,
    };
  });
  const spec = { ...value.spec, checks: resolved };
  return { source: source.standingFor({ ...value, spec }), mistakes };

  function find(use: string): { found?: object; message?: string } {
    const [name, id, ...rest] = use.split('/');
    if (!name || !id || rest.length > 0) {
      return {
        message: `"use" must be a scorecard and a check, such as production-readiness/readme-exists`,
      };
    }
    const origin = library[names.indexOf(name)];
    if (!origin) {
      const own = isRecord(value) && isRecord(value.metadata);
      return own && (value.metadata as { name?: unknown }).name === name
        ? { message: 'A scorecard cannot use its own checks' }
        : {
            message: `There is no scorecard "${name}" to use${didYouMean(
              name,
              names,
            )}`,
          };
    }
    const { checks: candidates } = origin.document.spec;
    const check = candidates.find(candidate => candidate.id === id);
    if (!check) {
      const ids = candidates.map(candidate => candidate.id);
      return {
        message: `The scorecard "${name}" has no check "${id}"${didYouMean(
          id,
          ids,
        )}`,
      };
    }
    const { level, ...found } = check;
    return { found };
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
