import { parseImageName } from '../imageNames';
import { isPinnedTag } from './images';
import { mapOf } from '../shapes';
import { Kustomization, Patch } from './kustomization';
import { applyJsonPatch } from './jsonPatch';
import { Labels, labelsOf } from './labels';
import { deliveriesOf, Delivery, Layers } from './overlays';
import { Manifest } from './readManifests';
import { strategicMerge } from './strategicMerge';
import { parseYamlDocuments } from '../../yaml/readYaml';

/** More changes by patches than a tree needs; each applies to all that it fits. */
const maxChanges = 50_000;

/** What kustomizations make of the manifests of a tree. */
export class Kustomize {
  readonly deliveries: Delivery[];
  /** Images that some kustomization gives a version. */
  readonly #pinned: ReadonlySet<string>;
  readonly #patches: ReadonlyMap<string, string>;
  readonly #parsed = new Map<Patch, unknown[]>();
  #changesLeft = maxChanges;

  /** @param patches - texts of the patches that are kept in files, by path */
  constructor(
    kustomizations: Kustomization[],
    patches: ReadonlyMap<string, string>,
  ) {
    this.#pinned = new Set(
      kustomizations.flatMap(one =>
        [...one.images.keys()].filter(name =>
          isPinnedTag(changeImage(name, one)),
        ),
      ),
    );
    this.deliveries = deliveriesOf(kustomizations);
    this.#patches = patches;
  }

  /**
   * The manifest with the patches that concern it.
   *
   * @param delivery - the first one that takes it in, when absent
   */
  patched(manifest: Manifest, delivery?: Delivery): Manifest {
    let { value } = manifest;
    for (const layer of this.#layersOf(manifest, delivery)) {
      for (const patch of this.#patchesOf(layer, manifest)) {
        this.#changesLeft -= Array.isArray(patch) ? patch.length : 1;
        if (!this.isComplete) {
          break;
        }
        value = mapOf(
          Array.isArray(patch)
            ? applyJsonPatch(value, patch)
            : strategicMerge(value, patch),
        );
      }
      const replicas = layer.replicas.find(one => one.name === manifest.name);
      if (replicas) {
        value = {
          ...value,
          spec: { ...mapOf(value.spec), replicas: replicas.count },
        };
      }
    }
    return { ...manifest, value };
  }

  /** Whether all patches were applied so far; too many take too long. */
  get isComplete(): boolean {
    return this.#changesLeft >= 0;
  }

  /** What takes the manifest in. */
  deliveriesOf({ path }: Manifest): Delivery[] {
    return this.deliveries.filter(({ layers }) => layers.has(path));
  }

  /** The namespace that the outermost kustomization sets; `""` for none. */
  namespaceOf(manifest: Manifest, delivery?: Delivery): string {
    return (
      this.#layersOf(manifest, delivery).findLast(one => one.namespace)
        ?.namespace ?? ''
    );
  }

  /** Keys of the labels that kustomizations add. */
  labelsOf(manifest: Manifest): string[] {
    return this.#layersOf(manifest).flatMap(({ labels }) => labels);
  }

  /** Labels that kustomizations give to its pods. */
  podLabelsOf(manifest: Manifest): Labels {
    return new Map(
      this.#layersOf(manifest).flatMap(({ podLabels }) => [...podLabels]),
    );
  }

  /** The image as the layers change it. */
  imageOf(manifest: Manifest, image: string): string {
    return this.#layersOf(manifest).reduce(changeImage, image);
  }

  /** Whether any kustomization of the tree gives the image a version. */
  pinsImage(image: string): boolean {
    return this.#pinned.has(parseImageName(image).repository);
  }

  #layersOf({ path }: Manifest, delivery?: Delivery): Layers {
    const taking =
      delivery ?? this.deliveries.find(({ layers }) => layers.has(path));
    return taking?.layers.get(path) ?? [];
  }

  #patchesOf(layer: Kustomization, manifest: Manifest): unknown[] {
    const { kind, name } = manifest;
    return layer.patches.flatMap(patch => {
      const { target } = patch;
      if (!target) {
        return this.#valuesOf(patch).filter(
          value =>
            mapOf(value).kind === kind &&
            mapOf(mapOf(value).metadata).name === name,
        );
      }
      const labels = labelsOf(mapOf(manifest.value.metadata).labels);
      const fits =
        isMatch(target.kind, kind) &&
        isMatch(target.name, name) &&
        target.labels.every(([key, text]) => labels.get(key) === text);
      return fits
        ? this.#valuesOf(patch).map(value =>
            Array.isArray(value) ? value : withoutIdentity(mapOf(value)),
          )
        : [];
    });
  }

  /** What a patch consists of: maps to merge, or lists of operations. */
  #valuesOf(patch: Patch): unknown[] {
    let values = this.#parsed.get(patch);
    if (!values) {
      const text = patch.path ? this.#patches.get(patch.path) : patch.text;
      values = parseYamlDocuments(text ?? '').documents.map(
        ({ value }) => value,
      );
      this.#parsed.set(patch, values);
    }
    return values;
  }
}

/** A patch with a target of its own may call itself anything. */
function withoutIdentity(patch: Record<string, unknown>): unknown {
  const { apiVersion, kind, metadata, ...rest } = patch;
  const { name, ...described } = mapOf(metadata);
  return metadata === undefined ? rest : { ...rest, metadata: described };
}

/** Whether a text is all that a pattern says, in which `.*` stands for anything. */
function isMatch(pattern: string, text: string): boolean {
  const [start, ...rest] = pattern.split('.*');
  if (rest.length === 0) {
    return ['', text].includes(start);
  }
  const end = rest[rest.length - 1];
  return (
    text.length >= start.length + end.length &&
    text.startsWith(start) &&
    text.endsWith(end)
  );
}

function changeImage(image: string, { images }: Kustomization): string {
  const { repository, tag, digest } = parseImageName(image);
  const change = images.get(repository);
  if (!change) {
    return image;
  }
  const name = change.newName || repository;
  if (change.digest) {
    return `${name}@${change.digest}`;
  }
  if (change.newTag) {
    return `${name}:${change.newTag}`;
  }
  return `${name}${tag && `:${tag}`}${digest && `@${digest}`}`;
}
