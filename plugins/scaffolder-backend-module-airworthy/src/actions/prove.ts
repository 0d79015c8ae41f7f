import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { assessWorkspace } from '../assessment/assessWorkspace';
import { describeChange } from '../assessment/describeChange';
import { proveChange } from '../assessment/proveChange';
import { changesOf, copyWritten } from '../repository/changesOf';
import {
  baselineFolder,
  changesFolder,
  repositoryFolder,
} from '../repository/workspace';
import { examples } from './prove.examples';

/** Creates the action `airworthy:prove`. */
export function createProveAction() {
  return createTemplateAction({
    id: 'airworthy:prove',
    description:
      'Grades a repository as it was fetched and as it was changed, and stops the task unless the checks that the change promises pass and none got worse.',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        promises: z =>
          z.array(z.string(), {
            description: 'Ids of the checks that pass after the change',
          }),
        entityRef: z =>
          z.string({ description: 'The entity that the reports are about' }),
        path: z =>
          z
            .string({
              description:
                'Folder of the entity in the repository. Default: its root',
            })
            .optional(),
        scorecard: z =>
          z
            .string({
              description:
                'Name of a built-in scorecard. Default: production-readiness',
            })
            .optional(),
      },
      output: {
        body: z =>
          z.string({
            description: 'Markdown: level, score, and the checks that flipped',
          }),
        mended: z =>
          z.array(
            z.object({ id: z.string(), title: z.string(), level: z.string() }),
            { description: 'Checks that hold a level back no longer' },
          ),
        levelBefore: z => z.string(),
        levelAfter: z => z.string(),
        changesPath: z =>
          z.string({
            description: 'Folder of the workspace with the files that changed',
          }),
        deleted: z =>
          z.array(z.string(), { description: 'Files that are there no more' }),
      },
    },
    async handler(ctx) {
      const { promises, entityRef, path, scorecard } = ctx.input;
      const folderOf = (folder: string) =>
        resolveSafeChildPath(ctx.workspacePath, folder);
      const changes = await changesOf(
        folderOf(baselineFolder),
        folderOf(repositoryFolder),
      );
      if (changes.written.length === 0 && changes.deleted.length === 0) {
        throw new InputError(
          'There is nothing to propose: the repository has all of it already',
        );
      }
      const gradeOf = (folder: string) =>
        assessWorkspace({
          folder: folderOf(folder),
          path,
          scorecard: { builtIn: scorecard ?? 'production-readiness' },
          entityRef,
          signal: ctx.signal,
        });
      const change = proveChange(
        await gradeOf(baselineFolder),
        await gradeOf(repositoryFolder),
        promises,
      );
      await copyWritten(changes, {
        from: folderOf(repositoryFolder),
        to: folderOf(changesFolder),
      });

      const body = describeChange(change);
      body.split('\n').forEach(line => ctx.logger.info(line));
      ctx.output('body', body);
      ctx.output(
        'mended',
        change.mended.map(({ check: id, title, level }) => ({
          id,
          title,
          level,
        })),
      );
      ctx.output('levelBefore', change.before.report.level ?? 'none');
      ctx.output('levelAfter', change.after.report.level ?? 'none');
      ctx.output('changesPath', changesFolder);
      ctx.output('deleted', changes.deleted);
    },
  });
}
