import { posix } from 'node:path';
import { YamlDocument } from '../../yaml/readYaml';
import { listOf, mapOf, stringsOf, textOf } from '../shapes';
import { Labels, labelsOf } from './labels';

/** A change of an image by a kustomization. */
export interface ImageChange {
  newName: string;
  newTag: string;
  digest: string;
}

/** A strategic-merge patch or a JSON patch, and what it is for. */
export interface Patch {
  /** File with the patch, relative to the tree; `""` for one in place. */
  path: string;
  text: string;
  /** What it is for, where the patch does not name that itself. */
  target?: {
    kind: string;
    name: string;
    labels: [key: string, value: string][];
  };
}

/** What a kustomization says, with paths relative to the tree. */
export interface Kustomization {
  path: string;
  /** Files and folders that it takes in. */
  resources: string[];
  /** Folders whose patches apply to what it takes in. */
  components: string[];
  patches: Patch[];
  namespace: string;
  /** Changes of images, by the name that manifests use. */
  images: ReadonlyMap<string, ImageChange>;
  replicas: { name: string; count: number }[];
  /** Keys of labels that it adds. */
  labels: string[];
  /** Labels that it gives to pods as well. */
  podLabels: Labels;
}

/** More than a kustomization takes in by hand. */
const maxEntries = 100;

/** Reads what a kustomization at a path says. */
export function readKustomization(
  path: string,
  document: YamlDocument,
): Kustomization {
  const value = mapOf(document.value);
  const folder = posix.dirname(path);
  const inTree = (entry: string) =>
    posix.join(folder, entry).replace(/(?<!\/)\/$/, '');
  const entries = (key: string) => listOf(value[key]).slice(0, maxEntries);
  const paths = (key: string) => stringsOf(entries(key)).map(inTree);

  return {
    path,
    resources: [...paths('resources'), ...paths('bases')],
    components: paths('components'),
    patches: [
      ...stringsOf(entries('patchesStrategicMerge')).map(entry =>
        // Either a path or the patch itself.
        entry.includes('\n')
          ? { path: '', text: entry }
          : { path: inTree(entry), text: '' },
      ),
      ...[...entries('patches'), ...entries('patchesJson6902')].map(entry => {
        const { path: file, patch, target } = mapOf(entry);
        return {
          path: typeof file === 'string' ? inTree(file) : '',
          text: textOf(patch),
          ...(target !== undefined && {
            target: {
              kind: textOf(mapOf(target).kind),
              name: textOf(mapOf(target).name),
              labels: selectorOf(mapOf(target).labelSelector),
            },
          }),
        };
      }),
    ],
    namespace: textOf(value.namespace),
    images: new Map(
      entries('images').map(entry => {
        const { name, newName, newTag, digest } = mapOf(entry);
        return [
          textOf(name),
          {
            newName: textOf(newName),
            newTag: textOf(newTag),
            digest: textOf(digest),
          },
        ];
      }),
    ),
    replicas: entries('replicas').map(entry => ({
      name: textOf(mapOf(entry).name),
      count: Number(mapOf(entry).count) || 0,
    })),
    labels: [
      ...Object.keys(mapOf(value.commonLabels)),
      ...entries('labels').flatMap(entry =>
        Object.keys(mapOf(mapOf(entry).pairs)),
      ),
    ],
    podLabels: new Map([
      ...labelsOf(value.commonLabels),
      ...entries('labels').flatMap(entry => {
        const { pairs, includeSelectors, includeTemplates } = mapOf(entry);
        return includeSelectors === true || includeTemplates === true
          ? [...labelsOf(pairs)]
          : [];
      }),
    ]),
  };
}

/** Labels of a selector such as `app=orders,tier=web`. */
function selectorOf(selector: unknown): [key: string, value: string][] {
  return textOf(selector)
    .split(',')
    .map(part => part.split(/==?/))
    .filter(parts => parts.length === 2)
    .map(([key, value]) => [key.trim(), value.trim()]);
}

/** Paths of the patches that a kustomization keeps in files. */
export function patchPaths({ patches }: Kustomization): string[] {
  return patches.map(({ path }) => path).filter(Boolean);
}
