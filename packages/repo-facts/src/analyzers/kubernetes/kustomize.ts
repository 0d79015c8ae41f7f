import { parseImageName } from '../imageNames';
import { isPinnedTag } from './images';
import { mapOf } from '../shapes';
import { Kustomization, Patch } from './kustomization';
import { Labels } from './labels';
import { Layers, layersByFile } from './overlays';
import { Manifest } from './readManifests';
import { strategicMerge } from './strategicMerge';
import { parseYamlDocuments } from '../../yaml/readYaml';

/** What kustomizations make of the manifests of a tree. */
export class Kustomize {
  readonly #layers: Map<string, Layers>;
  /** Images that some kustomization gives a version. */
  readonly #pinned: ReadonlySet<string>;
  readonly #patches: ReadonlyMap<string, string>;
  readonly #parsed = new Map<Patch, Record<string, unknown>[]>();

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
    this.#layers = layersByFile(kustomizations);
    this.#patches = patches;
  }

  /** The manifest with the patches that concern it. */
  patched(manifest: Manifest): Manifest {
    let { value } = manifest;
    for (const layer of this.#layersOf(manifest)) {
      for (const patch of this.#patchesOf(layer, manifest)) {
        value = mapOf(strategicMerge(value, patch));
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

  /** The namespace that the outermost kustomization sets; `""` for none. */
  namespaceOf(manifest: Manifest): string {
    return (
      this.#layersOf(manifest).findLast(one => one.namespace)?.namespace ?? ''
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

  #layersOf(manifest: Manifest): Layers {
    return this.#layers.get(manifest.path) ?? [];
  }

  #patchesOf(layer: Kustomization, { kind, name }: Manifest): unknown[] {
    return layer.patches.flatMap(patch => {
      const { target } = patch;
      if (!target) {
        return this.#valuesOf(patch).filter(
          value => value.kind === kind && mapOf(value.metadata).name === name,
        );
      }
      const fits =
        ['', '.*', kind].includes(target.kind) &&
        ['', '.*', name].includes(target.name);
      return fits ? this.#valuesOf(patch).map(withoutIdentity) : [];
    });
  }

  /** The maps that a patch consists of; lists (RFC 6902) are not followed. */
  #valuesOf(patch: Patch): Record<string, unknown>[] {
    let values = this.#parsed.get(patch);
    if (!values) {
      const text = patch.path ? this.#patches.get(patch.path) : patch.text;
      values = parseYamlDocuments(text ?? '').documents.map(({ value }) =>
        mapOf(value),
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
