import { posix } from 'node:path';
import picomatch from 'picomatch';
import { parse } from 'smol-toml';
import { z } from 'zod';
import { TextFile } from './Check';

/** In one folder, the first of these decides. */
const configNames = ['.ruff.toml', 'ruff.toml', 'pyproject.toml'];

/** What ruff leaves out where the settings do not say. */
const excludedByDefault = [
  '.bzr',
  '.direnv',
  '.eggs',
  '.git',
  '.git-rewrite',
  '.hg',
  '.ipynb_checkpoints',
  '.mypy_cache',
  '.nox',
  '.pants.d',
  '.pyenv',
  '.pytest_cache',
  '.pytype',
  '.ruff_cache',
  '.svn',
  '.tox',
  '.venv',
  '.vscode',
  '__pypackages__',
  '_build',
  'buck-out',
  'build',
  'dist',
  'node_modules',
  'site-packages',
  'venv',
];

const texts = z.array(z.string()).default([]);
const codesByPattern = z.record(z.string(), texts).default({});
const ignores = {
  'per-file-ignores': codesByPattern,
  'extend-per-file-ignores': codesByPattern,
};

/** What is said of paths; the rest is for ruff to read. */
export const settingsSchema = z.looseObject({
  extend: z.string().optional(),
  'required-version': z.string().optional(),
  exclude: texts.default(excludedByDefault),
  'extend-exclude': texts,
  // Where older settings have them.
  ...ignores,
  format: z.looseObject({ exclude: texts }).prefault({}),
  lint: z
    .looseObject({
      exclude: texts,
      ...ignores,
      isort: z.looseObject({ 'known-first-party': texts }).prefault({}),
    })
    .prefault({}),
});
const projectSchema = z.object({
  project: z.object({ 'requires-python': z.string().optional() }).optional(),
  tool: z.object({ ruff: z.looseObject({}) }),
});

/** Ruff knows no Python that is older than 3.7. */
const oldestMinor = 7;

/** The settings of ruff in a file; `undefined` where it has none. */
export function settingsIn({ path, text }: TextFile): object | undefined {
  let file: object;
  try {
    file = parse(text);
  } catch {
    // For other tools to say: without settings, nobody asked for this check.
    return undefined;
  }
  if (posix.basename(path) !== 'pyproject.toml') return file;
  const { data } = projectSchema.safeParse(file);
  if (!data) return undefined;
  // What it is written for is the oldest that it has to run on.
  const [, minor] =
    /(?:>=|~=|==)\s*3\.(\d+)/.exec(data.project?.['requires-python'] ?? '') ??
    [];
  return minor === undefined
    ? data.tool.ruff
    : {
        'target-version': `py3${Math.max(Number(minor), oldestMinor)}`,
        ...data.tool.ruff,
      };
}

/**
 * Ruff without a file system knows no paths: what settings say of these is
 * applied here, and it is told which packages are the project's own.
 */
export function prepare(
  settings: z.infer<typeof settingsSchema>,
  paths: string[],
) {
  const {
    'required-version': _version,
    exclude,
    'extend-exclude': alsoExcluded,
    'per-file-ignores': olderIgnores,
    'extend-per-file-ignores': moreOlderIgnores,
    format: { exclude: unformattedPaths, ...format },
    lint,
    ...options
  } = settings;
  const {
    exclude: unlintedPaths,
    'per-file-ignores': newerIgnores,
    'extend-per-file-ignores': moreIgnores,
    isort,
    ...rules
  } = lint;
  const own = paths.map(path =>
    path
      .replace(/^src\//, '')
      .split('/')[0]
      .replace(/\.py$/, ''),
  );
  const known = [...new Set([...isort['known-first-party'], ...own])];
  const ignored = [olderIgnores, moreOlderIgnores, newerIgnores, moreIgnores]
    .flatMap(each => Object.entries(each))
    .map(([pattern, codes]) => ({ matches: matcher([pattern]), codes }));
  return {
    options: {
      ...options,
      format,
      lint: { ...rules, isort: { ...isort, 'known-first-party': known } },
    },
    isExcluded: matcher([...exclude, ...alsoExcluded]),
    isUnlinted: matcher(unlintedPaths),
    isUnformatted: matcher(unformattedPaths),
    isIgnored: (path: string, code: string) =>
      ignored.some(
        ({ matches, codes }) =>
          matches(path) &&
          codes.some(each => each === 'ALL' || code.startsWith(each)),
      ),
  };
}

/** As ruff takes its patterns: of a path, of a folder above it, or of a name. */
function matcher(patterns: string[]): (path: string) => boolean {
  const matches = picomatch(patterns, { dot: true });
  return path => {
    const parts = path.split('/');
    return parts.some(
      (part, index) =>
        matches(part) || matches(parts.slice(0, index + 1).join('/')),
    );
  };
}

/** Whether a file may have settings of ruff. */
export function isConfig(path: string): boolean {
  return configNames.includes(posix.basename(path));
}

/** Which of the settings in one folder decides: the lowest. */
export function rankOf({ path }: TextFile): number {
  return configNames.indexOf(posix.basename(path));
}
