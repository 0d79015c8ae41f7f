import {
  DirectoryTree,
  observeRepository,
  RepoFacts,
  SourceTree,
} from '@airworthy/repo-facts';
import { Stack } from '../repository/stackOf';
import { mainOf } from './mainOf';
import { Settings } from './settings';

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

/** `process.env.PORT ?? 8080`, `os.environ.get("PORT", "8080")`, `${PORT:8080}`. */
const portByDefault = /\bPORT\b[^\d\n]{1,40}(\d{2,5})\b/;

/** The literal of a path. */
const route = /["'`](?:[A-Z]{3,7} )?(\/[\w./-]{1,200})["'`]/;

/** Reads in a repository what templates ask of its service. */
export async function readSettings(
  options: ReadSettingsOptions,
): Promise<Settings> {
  const { path, stack, signal } = options;
  const tree = new DirectoryTree(options.folder);
  const { facts } = await observeRepository({ tree, folder: path, signal });
  const { kubernetes, docker, source, ci, dependencies } = facts;
  const inCode = (what: string, pattern: RegExp) =>
    find(tree, source?.signals ?? [], { signal: what, pattern });
  // The first one that serves; others watch it, or do its work by night.
  const container = kubernetes?.containers.find(({ port }) => port > 0);
  const image = docker?.images[0];
  const version = dependencies?.manifests.find(each => each.version)?.version;

  const pushed = ci?.images.find(each => !each.image.includes('$'))?.image;
  const imageName = pushed ?? options.imageName;
  return {
    main: await mainOf({ tree, path, stack, dependencies }),
    port:
      container?.port ||
      image?.port ||
      Number(await inCode('environment-configuration', portByDefault)),
    healthPath:
      container?.livenessPath ||
      image?.healthPath ||
      (await inCode('health-route', route)),
    readyPath:
      container?.readinessPath || (await inCode('readiness-route', route)),
    memoryLimit: container?.memoryLimitMiB,
    image:
      container?.image || (imageName && `${imageName}:${version || '1.0.0'}`),
  };
}

/** A match goes on over so many lines. */
const height = 3;

/** Finds the group of a pattern in the code that gives a signal. */
async function find(
  tree: SourceTree,
  signals: RepoFacts['source']['signals'],
  { signal, pattern }: { signal: string; pattern: RegExp },
): Promise<string | undefined> {
  for (const { path, line } of signals.filter(each => each.signal === signal)) {
    const lines = (await tree.read(path)).split('\n');
    const code = lines.slice(line - 1, line - 1 + height).join('\n');
    const found = pattern.exec(code.slice(0, 2_000))?.[1];
    if (found) {
      return found;
    }
  }
  return undefined;
}
