import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import {
  makeAnswers,
  RenderedFiles,
  versionOf,
  answersToKeep,
  writeAnswers,
} from '@airworthy/golden-paths';
import { Answers, answersPath } from '@airworthy/repo-facts';
import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import {
  ANNOTATION_LOCATION,
  EntityMeta,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { TemplateEntityV1beta3 } from '@backstage/plugin-scaffolder-common';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { JsonObject } from '@backstage/types';
import { examples } from './stamp.examples';

/** Creates the action `airworthy:stamp`. */
export function createStampAction(options: { catalog: CatalogService }) {
  return createTemplateAction({
    id: 'airworthy:stamp',
    description:
      'Notes in .airworthy/answers.yaml which version of the template wrote the workspace, with which parameters, and the hash of each file, so that later versions can be merged in.',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        parameters: z =>
          z.record(z.unknown(), {
            description:
              'The parameters of the template, all of them; those that its form treats as secrets are left out',
          }),
        path: z =>
          z
            .string({
              description:
                'Folder of the workspace that the service lives in. Default: all of it',
            })
            .optional(),
      },
      output: {
        answersPath: z =>
          z.string({ description: 'Path of the file in that folder' }),
        version: z => z.string({ description: 'Version of the template' }),
      },
    },
    async handler(ctx) {
      const metadata = ctx.templateInfo?.entity?.metadata;
      if (!metadata) {
        throw new InputError('airworthy:stamp works in templates alone');
      }
      const folder = resolveSafeChildPath(
        ctx.workspacePath,
        ctx.input.path ?? '.',
      );
      const template = templateOf(metadata);
      // Of a dry run's template the catalog knows nothing, nor is it published.
      const known = await options.catalog.getEntityByRef(template.ref, {
        credentials: await ctx.getInitiatorCredentials(),
      });
      const parameters = ctx.input.parameters as JsonObject;
      if (!known && !ctx.isDryRun) {
        throw new InputError(
          `${template.ref} is not in the catalog, or not for you to see, so nobody knows which of its answers are secrets`,
        );
      }
      const answers = makeAnswers({
        template,
        parameters: known
          ? answersToKeep(known as TemplateEntityV1beta3, parameters)
          : parameters,
        files: await filesIn(folder),
      });
      const file = join(folder, answersPath);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, writeAnswers(answers));

      ctx.logger.info(
        `${template.ref} ${template.version} wrote ${
          Object.keys(answers.files).length
        } files, as ${answersPath} says`,
      );
      ctx.output('answersPath', answersPath);
      ctx.output('version', template.version);
    },
  });
}

function templateOf(metadata: EntityMeta): Answers['template'] {
  const location = metadata.annotations?.[ANNOTATION_LOCATION];
  return {
    ref: stringifyEntityRef({
      kind: 'Template',
      namespace: metadata.namespace,
      name: metadata.name,
    }),
    version: versionOf({ metadata }),
    // Folders of the portal's machine mean nothing to anybody else.
    ...(location?.startsWith('url:') && { source: location }),
  };
}

/** Links are nothing that a template wrote, and what git keeps is not its either. */
async function filesIn(folder: string): Promise<RenderedFiles> {
  const entries = await readdir(folder, {
    recursive: true,
    withFileTypes: true,
  });
  const files: RenderedFiles = new Map();
  for (const entry of entries) {
    const file = join(entry.parentPath, entry.name);
    const path = relative(folder, file).split(sep).join('/');
    if (entry.isFile() && !path.split('/').includes('.git')) {
      files.set(path, { content: await readFile(file), executable: false });
    }
  }
  return files;
}
