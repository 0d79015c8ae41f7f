import { posix } from 'node:path';
import { RepoFacts, SourceTree } from '@airworthy/repo-facts';
import { Stack } from '../repository/stackOf';
import { only } from './only';

/** Options of {@link mainOf}. */
export interface MainOptions {
  tree: SourceTree;
  /** The folder of the service, `""` for the root. */
  path: string;
  stack: Stack;
  /** Those of its folder. */
  manifests: Manifests;
}

type Manifests = RepoFacts['dependencies']['manifests'];

/** The files of a service, by paths that begin in its folder. */
interface Files {
  paths: string[];
  /** `""` for a file that cannot be read. */
  read(path: string): Promise<string>;
  manifests: Manifests;
}

async function mainOfNode({ read }: Files) {
  const { scripts, main } = parsed(await read('package.json'));
  const [, started] =
    /^(?:\w+=\S+ +)*node +(?:--?\S+ +)*([^\s-]\S*)$/.exec(
      String(scripts?.start ?? ''),
    ) ?? [];
  const file = started ?? main;
  return typeof file === 'string' ? posix.normalize(file) : undefined;
}

function parsed(text: string): {
  scripts?: Record<string, unknown>;
  main?: unknown;
} {
  try {
    return JSON.parse(text) ?? {};
  } catch {
    return {};
  }
}

/** What `python -m` runs. */
async function mainOfPython({ paths }: Files) {
  return (
    oneOf(paths, /^(?:src\/)?(\w+)\/__main__\.py$/) ??
    oneOf(paths, /^(main|app|server)\.py$/)
  );
}

async function mainOfGo({ paths }: Files) {
  const command = oneOf(paths, /^(cmd\/[\w.-]+)\/main\.go$/);
  return command === undefined
    ? oneOf(paths, /^main\.go$/) && '.'
    : `./${command}`;
}

async function jarOf({ read, manifests }: Files) {
  for (const { path, name, version, ecosystem } of manifests) {
    if (ecosystem === 'maven') {
      const [, given] =
        /<finalName>([^<]{1,200})<\/finalName>/.exec(await read(path)) ?? [];
      return given || version
        ? `target/${given ?? `${name}-${version}`}.jar`
        : undefined;
    }
    if (ecosystem === 'gradle') {
      const settings =
        (await read('settings.gradle')) || (await read('settings.gradle.kts'));
      const [, project] =
        /\brootProject\.name\s*=\s*["']([\w.-]{1,200})["']/.exec(settings) ??
        [];
      return (
        project &&
        `build/libs/${[project, version].filter(Boolean).join('-')}.jar`
      );
    }
  }
  return undefined;
}

/** The group of a pattern, or all of it, where just one path matches. */
function oneOf(paths: string[], pattern: RegExp): string | undefined {
  return only(
    paths.flatMap(path => {
      const match = pattern.exec(path);
      return match ? [match[1] ?? match[0]] : [];
    }),
  );
}

const finders: Record<Stack, (files: Files) => Promise<string | undefined>> = {
  node: mainOfNode,
  python: mainOfPython,
  go: mainOfGo,
  java: jarOf,
  other: async () => undefined,
};

/** Tells what starts a service, as its container does: a file, module, package or jar. */
export async function mainOf(
  options: MainOptions,
): Promise<string | undefined> {
  const { tree, path, stack, manifests } = options;
  const { files } = await tree.list();
  const above = path && `${path}/`;
  return finders[stack]({
    paths: files
      .filter(file => file.path.startsWith(above))
      .map(file => file.path.slice(above.length)),
    read: name => tree.read(posix.join(path, name)).catch(() => ''),
    manifests,
  });
}
