import { posix } from 'node:path';
import { yamlValueOf } from '@airworthy/golden-paths';
import { PathPattern, SourceTree } from '@airworthy/repo-facts';
import {
  Entity,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { LineCounter, parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { UsageError } from '../UsageError';

const fileNames = ['catalog-info.yaml', 'catalog-info.yml'];

const entitySchema = z.looseObject({
  apiVersion: z.string().min(1),
  kind: z.string().min(1),
  metadata: z.looseObject({
    name: z.string().min(1),
    namespace: z.string().min(1).optional(),
  }),
  spec: z.record(z.string(), z.unknown()).optional(),
});

/** More files of entities in one repository are not read. */
const maxFiles = 500;

/** An entity, and the file that describes it. */
export interface DescribedEntity {
  entity: Entity;
  file: string;
}

/**
 * Reads what entities a folder of a repository describes: by the catalog file
 * in it and the files that this one points to; without one, by those below.
 *
 * @throws UsageError with a line for each mistake in them
 */
export async function readEntities(
  tree: SourceTree,
  folder: string,
): Promise<DescribedEntity[]> {
  const { files } = await tree.list();
  const paths = files
    .map(({ path }) => path)
    .filter(path => /\.ya?ml$/.test(path));
  const own = fileNames
    .map(name => posix.join(folder, name))
    .find(path => paths.includes(path));
  const isBelow = (path: string) =>
    folder === '' || path.startsWith(`${folder}/`);
  return own === undefined
    ? readFiles(
        tree,
        paths.filter(
          path => isBelow(path) && fileNames.includes(posix.basename(path)),
        ),
      )
    : readFollowing(tree, own, paths);
}

/** Reads files that nothing points to; what has yet to be rendered is none. */
async function readFiles(
  tree: SourceTree,
  files: string[],
): Promise<DescribedEntity[]> {
  const found: DescribedEntity[] = [];
  for (const file of files.slice(0, maxFiles)) {
    const text = await readText(tree, file);
    if (!text.includes('{{')) {
      found.push(...parseEntities(text, file));
    }
  }
  return found;
}

/** Reads a file, and those in the repository that its locations name. */
async function readFollowing(
  tree: SourceTree,
  first: string,
  paths: string[],
): Promise<DescribedEntity[]> {
  const found: DescribedEntity[] = [];
  const files = new Set([first]);
  for (const file of files) {
    if (files.size > maxFiles) break;
    const described = parseEntities(await readText(tree, file), file);
    found.push(...described);
    for (const target of described.flatMap(targetsOf).slice(0, maxFiles)) {
      const pattern = new PathPattern(posix.join(posix.dirname(file), target));
      paths
        .filter(path => pattern.matches(path))
        .forEach(path => files.add(path));
    }
  }
  return found;
}

/** What a location says of files beside it; addresses are not followed. */
function targetsOf({ entity: { kind, spec = {} } }: DescribedEntity): string[] {
  return kind.toLowerCase() === 'location'
    ? [spec.target, spec.targets]
        .flat()
        .filter(
          (target): target is string =>
            typeof target === 'string' && /^\.{1,2}\//.test(target),
        )
    : [];
}

async function readText(tree: SourceTree, file: string): Promise<string> {
  try {
    return await tree.read(file);
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

function parseEntities(text: string, file: string): DescribedEntity[] {
  const lineCounter = new LineCounter();
  const documents = parseAllDocuments(text, {
    lineCounter,
    prettyErrors: false,
  });
  const mistakes: string[] = [];
  const mistake = (offset: number, message: string) => {
    const { line, col } = lineCounter.linePos(offset);
    mistakes.push(`${file}:${line}:${col}: ${message}`);
  };

  const entities: DescribedEntity[] = [];
  // A text without any document is answered with an empty list of another type.
  for (const document of Array.from(documents)) {
    const [start] = document.range;
    const { value, mistakes: unread } = yamlValueOf(document);
    for (const { offset, message } of unread) mistake(offset, message);
    if (value === undefined || value === null) continue;
    const parsed = entitySchema.safeParse(value);
    if (parsed.success) {
      entities.push({ entity: parsed.data as Entity, file });
    } else {
      for (const { path, message } of parsed.error.issues) {
        const node = document.getIn(path.slice(0, -1), true);
        const offset = (node as { range?: number[] } | undefined)?.range?.[0];
        mistake(offset ?? start, `${path.join('.') || 'entity'}: ${message}`);
      }
    }
  }
  if (mistakes.length > 0) throw new UsageError(...mistakes);
  return entities;
}

/**
 * The entity that a reference means, of kind component and the default
 * namespace unless it says otherwise.
 *
 * @throws UsageError that names those there are
 */
export function chooseEntity(
  entities: DescribedEntity[],
  ref: string,
): DescribedEntity {
  const known = entities.map(({ entity }) => stringifyEntityRef(entity));
  let wanted: string;
  try {
    wanted = stringifyEntityRef(
      parseEntityRef(ref, {
        defaultKind: 'component',
        defaultNamespace: 'default',
      }),
    );
  } catch {
    throw new UsageError(`--entity ${ref} is not an entity reference`);
  }
  const index = known.indexOf(wanted);
  if (index < 0) {
    throw new UsageError(
      known.length === 0
        ? `--entity ${ref}: no catalog-info.yaml describes an entity`
        : `--entity ${ref} is none of ${known.join(', ')}`,
    );
  }
  return entities[index];
}
