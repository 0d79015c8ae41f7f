import { posix } from 'node:path';
import {
  describeUpgrade,
  OwnFolder,
  parseAnswers,
  prepareUpgrade,
  RenderedFiles,
  ScaffolderClient,
  versionOf,
} from '@airworthy/golden-paths';
import { Answers, answersPath } from '@airworthy/repo-facts';
import {
  AuthService,
  BackstageCredentials,
  DiscoveryService,
  resolveSafeChildPath,
} from '@backstage/backend-plugin-api';
import { Entity } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { JsonObject } from '@backstage/types';
import fs from 'fs-extra';
import { changesFolder } from '../repository/workspace';
import { gradeForUpgrade } from '../upgrade/gradeForUpgrade';
import { TemplateVersions } from '../upgrade/TemplateVersions';
import { examples } from './upgrade.examples';

/** Options of {@link createUpgradeAction}. */
export interface UpgradeActionOptions {
  auth: AuthService;
  catalog: CatalogService;
  discovery: DiscoveryService;
  versions: TemplateVersions;
}

/** Creates the action `airworthy:upgrade`. */
export function createUpgradeAction(options: UpgradeActionOptions) {
  return createTemplateAction({
    id: 'airworthy:upgrade',
    description:
      'Merges the current version of its template into a service in the workspace, three ways: what its owner changed stays, and conflicts are marked as git marks them.',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        sourcePath: z =>
          z
            .string({
              description:
                'Folder of the workspace with the whole repository. Default: all of it',
            })
            .optional(),
        path: z =>
          z
            .string({
              description:
                'Folder of the repository that the service lives in. Default: its root',
            })
            .optional(),
        values: z =>
          z
            .record(z.unknown(), {
              description:
                'Answers to parameters that are new, or another answer than before',
            })
            .optional(),
        scorecard: z =>
          z
            .string({
              description:
                'Name of the built-in scorecard that it is graded by. Default: production-readiness',
            })
            .optional(),
      },
      output: {
        changed: z =>
          z.boolean({ description: 'Whether there was anything to upgrade' }),
        template: z => z.string({ description: 'Entity ref of the template' }),
        from: z => z.string({ description: 'Version before' }),
        to: z => z.string({ description: 'Version after' }),
        title: z => z.string({ description: 'What it is about, in one line' }),
        branchName: z =>
          z.string({ description: 'A name for the branch that offers it' }),
        summary: z =>
          z.string({
            description:
              'Markdown: the files, the conflicts, and the grade before and after',
          }),
        files: z =>
          z.array(
            z.object({
              path: z.string(),
              outcome: z.enum([
                'added',
                'updated',
                'merged',
                'conflicted',
                'removed',
                'kept',
              ]),
              note: z.string().optional(),
            }),
            { description: 'What became of each file that it touches' },
          ),
        conflicts: z =>
          z.array(z.string(), {
            description: 'Paths of files that a person has to decide on',
          }),
        changesPath: z =>
          z
            .string({
              description:
                'Folder of the workspace with the files that changed, as actions that open requests take them',
            })
            .optional(),
        deleted: z =>
          z
            .array(z.string(), {
              description: 'Paths in the repository of files that go',
            })
            .optional(),
        levelBefore: z =>
          z.string({ description: 'Level before, "none" for none' }),
        levelAfter: z =>
          z.string({ description: 'Level after, "none" for none' }),
      },
    },
    async handler(ctx) {
      const { logger, signal } = ctx;
      const workspace = resolveSafeChildPath(
        ctx.workspacePath,
        ctx.input.sourcePath ?? '.',
      );
      const folder = folderIn(workspace, ctx.input.path ?? '');
      const own = await OwnFolder.open(resolveSafeChildPath(workspace, folder));
      const answers = await readOwnAnswers(own, folder);
      const { ref, version: from } = answers.template;

      const credentials = await ctx.getInitiatorCredentials();
      const template = await options.catalog.getEntityByRef(ref, {
        credentials,
      });
      if (!template) {
        throw new InputError(
          `The service came from ${ref}, which is not in the catalog`,
        );
      }
      const to = versionOf(template);
      const { name } = template.metadata;
      ctx.output('template', ref);
      ctx.output('from', from);
      ctx.output('to', to);
      ctx.output('title', `chore: upgrade to ${name} ${to}`);
      ctx.output('branchName', `upgrade-${name}-${to}`);
      ctx.output('changed', from !== to);
      if (from === to) {
        logger.info(`It is of ${name} ${to} already`);
        ctx.output('summary', `It is of ${name} ${to} already.`);
        ctx.output('files', []);
        ctx.output('conflicts', []);
        return;
      }

      const sources = await options.versions.read(template, from);
      refuseOther(template, sources.next.entity);
      const client = await scaffolderFor(options, credentials);
      const upgrade = await prepareUpgrade({
        ...sources,
        answers,
        values: ctx.input.values as JsonObject | undefined,
        howToAnswer: parameter =>
          `give "${parameter}" in the values of airworthy:upgrade`,
        render: (source, values) => client.render(source, values),
        own: path => own.read(path),
      });
      const scorecard = ctx.input.scorecard ?? 'production-readiness';
      const grade = () =>
        gradeForUpgrade({ workspace, folder, scorecard, signal });
      const before = await grade();
      await own.change(upgrade);
      await writeChanges(upgrade.write, {
        to: resolveSafeChildPath(ctx.workspacePath, changesFolder),
        folder,
      });
      const after = await grade();

      const summary = describeUpgrade(upgrade, { before, after });
      summary.split('\n').forEach(line => logger.info(line));
      ctx.output('summary', summary);
      ctx.output('files', upgrade.changes);
      ctx.output('changesPath', changesFolder);
      ctx.output(
        'deleted',
        upgrade.remove.map(path => posix.join(folder, path)),
      );
      ctx.output(
        'conflicts',
        upgrade.changes
          .filter(({ outcome }) => outcome === 'conflicted')
          .map(({ path }) => path),
      );
      ctx.output('levelBefore', before.level ?? 'none');
      ctx.output('levelAfter', after.level ?? 'none');
    },
  });
}

/** A folder of the workspace, relative to it, `''` for all of it. */
function folderIn(workspace: string, path: string): string {
  // Refuses what leads out of it.
  resolveSafeChildPath(workspace, path);
  const folder = posix.normalize(path || '.').replace(/\/$/, '');
  return folder === '.' ? '' : folder;
}

async function readOwnAnswers(
  own: OwnFolder,
  folder: string,
): Promise<Answers> {
  const named = posix.join(folder, answersPath);
  const file = await own.read(answersPath);
  if (file === undefined || file === 'obstacle') {
    throw new InputError(
      `There is no ${named}: the service did not come from a template that stamps what it writes`,
    );
  }
  return parseAnswers(file.content.toString(), named);
}

/** Puts the files that were written into a folder of their own. */
async function writeChanges(
  files: RenderedFiles,
  { to, folder }: { to: string; folder: string },
): Promise<void> {
  await fs.emptyDir(to);
  const changes = await OwnFolder.open(to);
  const write = [...files].map(
    ([path, file]) => [posix.join(folder, path), file] as const,
  );
  await changes.change({ write: new Map(write), remove: [] });
}

/** The source may be ahead of the catalog, for a moment. */
function refuseOther(known: Entity, read: Entity): void {
  const [inCatalog, atSource] = [versionOf(known), versionOf(read)];
  if (inCatalog !== atSource) {
    throw new InputError(
      `The catalog has ${known.metadata.name} ${inCatalog} and its source has ${atSource}: try again when the catalog has read it`,
    );
  }
}

/** The scaffolder that runs this, as the person who runs the template sees it. */
async function scaffolderFor(
  { auth, discovery }: UpgradeActionOptions,
  credentials: BackstageCredentials,
): Promise<ScaffolderClient> {
  return new ScaffolderClient({
    baseUrl: await discovery.getBaseUrl('scaffolder'),
    token: async () => {
      const { token } = await auth.getPluginRequestToken({
        onBehalfOf: credentials,
        targetPluginId: 'scaffolder',
      });
      return token;
    },
  });
}
