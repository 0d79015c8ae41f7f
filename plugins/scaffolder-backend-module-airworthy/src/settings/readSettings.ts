import { posix } from 'node:path';
import {
  DirectoryTree,
  observeRepository,
  ReadOnceTree,
  RepoFacts,
  SourceTree,
} from '@airworthy/repo-facts';
import { Stack } from '../repository/stackOf';
import { mainOf } from './mainOf';
import { only } from './only';
import { Candidates } from './settings';

/** Options of {@link readSettings}. */
export interface ReadSettingsOptions {
  /** The folder of the whole repository. */
  folder: string;
  /** The folder of the service in it, `""` for its root. */
  path: string;
  stack: Stack;
  /** Where its image goes unless files say so, without a version. */
  imageName: string | undefined;
  signal?: AbortSignal;
}

/**
 * `process.env.PORT ?? 8080`, `os.environ.get("PORT", "8080")`, `${PORT:8080}`,
 * and behind the radix 10 of what parses it.
 */
const portByDefault = /\bPORT\b(?:[^\d\n]|\b10\b){1,40}(80|\d{3,5})\b/;

/** The literal of a path. */
const route = /["'`](?:[A-Z]{3,7} )?(\/[\w./-]{1,200})["'`]/;

/** Reads in a repository what templates ask of its service. */
export async function readSettings(
  options: ReadSettingsOptions,
): Promise<Candidates> {
  const { path, stack, signal } = options;
  const tree = new ReadOnceTree(new DirectoryTree(options.folder));
  const { facts } = await observeRepository({ tree, folder: path, signal });
  const { kubernetes, docker, source, ci, dependencies } = facts;
  const inCode = (what: string, pattern: RegExp) =>
    find(tree, source?.signals ?? [], { signal: what, pattern });
  // One that serves; others watch it, or do its work by night.
  const container = only(
    (kubernetes?.containers ?? []).filter(({ port }) => port > 0),
  );
  const image = only(
    (docker?.images ?? []).filter(each => each.port > 0 || each.healthPath),
  );
  const images = [...new Set(ci?.images.map(each => each.image))];
  const isInFolder = path !== '';
  // A pipeline of several services pushes the images of all of them.
  const names = [path, options.imageName ?? ''].map(each =>
    posix.basename(each),
  );
  const pushed = only(
    images.filter(each => !isInFolder || names.includes(posix.basename(each))),
  );
  // The pipeline pushes none of a name that nobody gave it.
  const expected =
    isInFolder && images.length > 0 ? undefined : options.imageName;
  const manifests = (dependencies?.manifests ?? []).filter(
    manifest => posix.dirname(manifest.path) === (path || '.'),
  );
  // Not every version may be that of an image: 1.0.0+1 is none.
  const versions = [...manifests.map(each => each.version), '1.0.0'];
  return {
    main: [await mainOf({ tree, path, stack, manifests })],
    port: [
      container?.port,
      image?.port,
      ...(await inCode('environment-configuration', portByDefault)).map(Number),
    ],
    healthPath: [
      container?.livenessPath,
      image?.healthPath,
      ...(await inCode('health-route', route)),
    ],
    readyPath: [
      container?.readinessPath,
      ...(await inCode('readiness-route', route)),
    ],
    memoryLimit: [container?.memoryLimitMiB],
    image: [
      container?.image,
      ...[pushed, expected].flatMap(
        name => name && versions.map(version => `${name}:${version}`),
      ),
    ],
  };
}

/** A match goes on over so many lines. */
const height = 3;

/** Finds the group of a pattern, wherever the code gives a signal. */
async function find(
  tree: SourceTree,
  signals: RepoFacts['source']['signals'],
  { signal, pattern }: { signal: string; pattern: RegExp },
): Promise<string[]> {
  const found: string[] = [];
  for (const { path, line } of signals.filter(each => each.signal === signal)) {
    const lines = (await tree.read(path)).split('\n');
    const code = lines.slice(line - 1, line - 1 + height).join('\n');
    found.push(...(pattern.exec(code.slice(0, 2_000))?.slice(1) ?? []));
  }
  return found;
}
