import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  BackstageCredentials,
  isChildPath,
} from '@backstage/backend-plugin-api';
import {
  ANNOTATION_LOCATION,
  Entity,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { ConflictError, InputError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { yamlValueOf } from '@airworthy/golden-paths';
import { parseAllDocuments } from 'yaml';
import { LocalGitConfig, requireLocalGit } from '../git/localGitConfig';
import { examples } from './registerLocal.examples';

/** How long the catalog may take to read the new file, in milliseconds. */
const patience = 30_000;

/**
 * Creates the action `airworthy:register:local`.
 *
 * The catalog's API takes no `file` locations, and rightly so: whoever may
 * register one can have any file of the machine read. So the folder of local
 * repositories is one Location that the operator configures, and this action
 * only asks the catalog to read it again.
 */
export function createRegisterLocalAction(options: {
  localGit: LocalGitConfig | undefined;
  catalog: CatalogService;
}) {
  const { catalog } = options;
  return createTemplateAction({
    id: 'airworthy:register:local',
    description:
      'Has the catalog read the folder of local repositories again, and waits until the new entity is there.',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        catalogInfoTarget: z =>
          z.string({
            description:
              'Absolute path of catalog-info.yaml in a working copy, as publish:git:local gives it',
          }),
      },
      output: {
        entityRef: z =>
          z
            .string({
              description: 'The registered component; none in a dry run',
            })
            .optional(),
        catalogInfoTarget: z => z.string(),
      },
    },
    async handler(ctx) {
      const { folder, location } = requireLocalGit(options.localGit);
      const { catalogInfoTarget } = ctx.input;
      if (!isChildPath(folder, catalogInfoTarget)) {
        throw new InputError(
          `${catalogInfoTarget} is not below the folder of local repositories`,
        );
      }
      ctx.output('catalogInfoTarget', catalogInfoTarget);
      if (ctx.isDryRun) {
        ctx.logger.info(`Dry run: would register ${catalogInfoTarget}`);
        return;
      }

      const entityRef = await readEntityRef(catalogInfoTarget);
      const credentials = await ctx.getInitiatorCredentials();
      await assertFree(catalog, entityRef, catalogInfoTarget, credentials);
      await readAgain(catalog, location, folder, credentials);
      ctx.logger.info(`Waiting for ${entityRef} to arrive in the catalog`);
      await waitFor(
        () => catalog.getEntityByRef(entityRef, { credentials }),
        entityRef,
        ctx.signal,
      );
      ctx.output('entityRef', entityRef);
    },
  });
}

/** The first component in the file, or the first entity when there is none. */
async function readEntityRef(path: string): Promise<string> {
  const text = await readFile(path, 'utf8').catch(() => {
    throw new InputError(`There is no ${path} to register`);
  });
  const entities = Array.from(parseAllDocuments(text))
    .map(document => {
      const { value, mistakes } = yamlValueOf(document);
      if (mistakes.length > 0) {
        throw new InputError(`${path}: ${mistakes[0].message}`);
      }
      return value as Entity | null;
    })
    .filter(entity => entity?.kind && entity.metadata?.name) as Entity[];
  const entity = entities.find(e => e.kind === 'Component') ?? entities[0];
  if (!entity) {
    throw new InputError(`${path} describes no entity`);
  }
  return stringifyEntityRef(entity);
}

async function assertFree(
  catalog: CatalogService,
  entityRef: string,
  target: string,
  credentials: BackstageCredentials,
): Promise<void> {
  const entity = await catalog.getEntityByRef(entityRef, { credentials });
  const at = entity?.metadata.annotations?.[ANNOTATION_LOCATION];
  if (entity && at !== `file:${target}`) {
    throw new ConflictError(
      `${entityRef} is in the catalog already, from ${at ?? 'elsewhere'}`,
    );
  }
}

async function readAgain(
  catalog: CatalogService,
  location: string,
  folder: string,
  credentials: BackstageCredentials,
): Promise<void> {
  if (!(await catalog.getEntityByRef(location, { credentials }))) {
    throw new InputError(
      `The catalog has no ${location}: add a Location of type file with the target ${folder}/*/catalog-info.yaml, or name it in airworthy.localGit.location`,
    );
  }
  await catalog.refreshEntity(location, { credentials });
}

async function waitFor(
  look: () => Promise<unknown>,
  entityRef: string,
  signal: AbortSignal | undefined,
): Promise<void> {
  const deadline = Date.now() + patience;
  while (!(await look())) {
    if (Date.now() > deadline) {
      throw new Error(
        `${entityRef} did not arrive in the catalog within ${
          patience / 1000
        } seconds; the log of the catalog says why`,
      );
    }
    await sleep(250, undefined, { signal });
  }
}
