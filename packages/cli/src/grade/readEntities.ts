import { SourceTree } from '@airworthy/repo-facts';
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

/** The entities that a working tree describes. */
export interface DescribedEntities {
  /** The file that describes them; absent when there is none. */
  file?: string;
  entities: Entity[];
}

/**
 * Reads the catalog file at the root of a tree.
 *
 * @throws UsageError with a line for each mistake in it
 */
export async function readEntities(
  tree: SourceTree,
): Promise<DescribedEntities> {
  const { files } = await tree.list();
  const paths = new Set(files.map(({ path }) => path));
  const file = fileNames.find(name => paths.has(name));
  if (file === undefined) return { entities: [] };

  let text: string;
  try {
    text = await tree.read(file);
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
  return { file, entities: parseEntities(text, file) };
}

function parseEntities(text: string, file: string): Entity[] {
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

  const entities: Entity[] = [];
  // A text without any document is answered with an empty list of another type.
  for (const document of Array.from(documents)) {
    const [start] = document.range;
    for (const { pos, message } of document.errors) mistake(pos[0], message);
    if (document.errors.length > 0) continue;
    const value = readValue(document, message => mistake(start, message));
    if (value === undefined || value === null) continue;
    const parsed = entitySchema.safeParse(value);
    if (parsed.success) {
      entities.push(parsed.data as Entity);
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

function readValue(
  document: { toJS(options: { maxAliasCount: number }): unknown },
  mistake: (message: string) => void,
): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    mistake((error as Error).message);
    return undefined;
  }
}

/**
 * The entity that a reference means, of kind component and the default
 * namespace unless it says otherwise.
 *
 * @throws UsageError that names those there are
 */
export function chooseEntity(entities: Entity[], ref: string): Entity {
  const known = entities.map(entity => stringifyEntityRef(entity));
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
      `--entity ${ref}: the catalog file describes ${
        known.join(', ') || 'no entity'
      }`,
    );
  }
  return entities[index];
}
